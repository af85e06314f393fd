-- A range of a table was found equal in a view. No row: what the view showed of tracking is gone. Parameters: 1 source table, 2 first
-- value, 3 first value behind it, null for none, 4 what rows were compared by, 5 gtids, 6 step, 7 batches, 8 rows of the source,
-- 9 migration, 10 token, 11 plan digest. PostgreSQL 13 or newer.
INSERT INTO landfall.equal_range
       (migration, source_table, from_value, until_value, token, plan_digest, compared_by, gtids, step, batches, source_rows)
SELECT migration, ?, ?, ?, token, plan_digest, ?, ?, ?, ?, ?
  FROM landfall.tracking
 WHERE migration = ? AND token = CAST(? AS xid8) AND plan_digest = ?
