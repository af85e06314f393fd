-- What a view of the target shows of tracking. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT CAST(tracking.token AS text)                AS token,
       tracking.plan_digest,
       tracking.batches,
       tracking.waiting,
       tracking.proven_gtids,
       tracking.proven_step,
       tracking.proven_batches,
       tracking.proven_at,
       tracking.whole_at,
       position.step,
       position.gtids,
       CAST(pg_current_snapshot() AS text) AS shown
  FROM landfall.tracking
  JOIN landfall.position USING (migration)
 WHERE tracking.migration = ?
