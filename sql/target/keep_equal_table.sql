-- A table was found equal in a view; what was found in a later one stays. No row: what the view showed of tracking is gone.
-- Parameters: 1 source table, 2 what rows were compared by, 3 gtids, 4 step, 5 batches, 6 rows of the source, 7 migration, 8 token,
-- 9 plan digest. PostgreSQL 13 or newer.
INSERT INTO landfall.equal_table AS kept
       (migration, source_table, token, plan_digest, compared_by, gtids, step, batches, source_rows)
SELECT migration, ?, token, plan_digest, ?, ?, ?, ?, ?
  FROM landfall.tracking
 WHERE migration = ? AND token = CAST(? AS xid8) AND plan_digest = ?
ON CONFLICT (migration, source_table) DO UPDATE
   SET token       = excluded.token,
       plan_digest = excluded.plan_digest,
       compared_by = excluded.compared_by,
       gtids       = excluded.gtids,
       step        = excluded.step,
       batches     = excluded.batches,
       source_rows = excluded.source_rows,
       compared_at = excluded.compared_at
 WHERE kept.token <> excluded.token OR kept.compared_by <> excluded.compared_by OR kept.step <= excluded.step
