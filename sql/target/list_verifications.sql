-- The latest verifications of every table, the latest first, and whether each has found nothing and still counts for a cutover, which
-- one that was made by an earlier plan does not. Seconds are by this server's clock.
-- Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT run.verdict, run.strength, run.gtids, run.tables, run.source_rows, run.differing, run.took_millis, run.ended_at,
       extract(epoch FROM clock_timestamp() - run.ended_at) AS seconds_ago,
       run.verdict = 'equal' AND run.strength <> 'behind' AND migration.clean_verification_at IS NOT NULL AS counts
  FROM landfall.verification run
  JOIN landfall.migration migration ON migration.name = run.migration
 WHERE run.migration = ?
 ORDER BY run.id DESC
 LIMIT 100
