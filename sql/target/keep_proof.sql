-- Both sides were equal in a view; one that was proven later stays. No row updated: what the view showed of tracking is gone.
-- Parameters: 1 gtids, 2 step, 3 batches, 4 whether every row was compared, 5 since when at the earliest
-- (null for now), 6 migration, 7 token, 8 step. PostgreSQL 13 or newer.
UPDATE landfall.tracking
   SET proven_gtids = ?, proven_step = ?, proven_batches = ?, proven_at = clock_timestamp(),
       whole_at = CASE WHEN ? THEN coalesce(CAST(? AS timestamptz), clock_timestamp()) ELSE whole_at END
 WHERE migration = ? AND token = CAST(? AS xid8) AND coalesce(proven_step <= ?, true)
