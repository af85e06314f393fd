-- Both sides were equal in a view; one that was proven later stays. Parameters: 1 rows removed, 2 gtids, 3 step, 4 batches,
-- 5 whether every row was compared, 6 migration, 7 plan digest, 8 step. PostgreSQL 13 or newer.
UPDATE landfall.tracking
   SET waiting = greatest(0, waiting - ?), proven_gtids = ?, proven_step = ?, proven_batches = ?, proven_at = clock_timestamp(),
       whole_at = CASE WHEN ? THEN clock_timestamp() ELSE whole_at END
 WHERE migration = ? AND plan_digest = ? AND coalesce(proven_step <= ?, true)
