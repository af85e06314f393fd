-- How much of a snapshot is left, by what it told last. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT step, uncounted,
       -- What is not known stays so: greatest ignores NULL.
       CASE WHEN eta_seconds IS NOT NULL
            THEN greatest(1, eta_seconds - CAST(extract(epoch FROM clock_timestamp() - seen_at) AS bigint))
       END AS eta_seconds
  FROM landfall.outlook
 WHERE migration = ?
   -- What a process has left that was killed is nobody's outlook; it is told every two seconds.
   AND seen_at > clock_timestamp() - interval '30 seconds'
