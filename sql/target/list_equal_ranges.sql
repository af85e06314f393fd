-- Ranges of tables that a verification found equal which has not come to its end, by what a view shows; as list_equal_tables.sql. Parameters: 1 migration, 2 plan digest, 3 what rows are compared by. PostgreSQL 13 or newer.
SELECT kept.source_table, kept.from_value, kept.until_value, kept.gtids, kept.source_rows, kept.compared_at
  FROM landfall.equal_range kept
  JOIN landfall.tracking USING (migration, token, plan_digest)
  JOIN landfall.position USING (migration)
 WHERE migration = ? AND plan_digest = ? AND kept.compared_by = ?
   AND position.step >= kept.step AND position.step - kept.step = tracking.batches - kept.batches
   AND kept.compared_at > clock_timestamp() - interval '1 day'
