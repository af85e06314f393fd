-- How much of a snapshot is left, by what it told last. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT step, uncounted,
       -- What is not known stays so: greatest ignores NULL.
       CASE WHEN eta_seconds IS NOT NULL
            THEN greatest(0, eta_seconds - CAST(extract(epoch FROM clock_timestamp() - seen_at) AS bigint))
       END AS eta_seconds
  FROM landfall.outlook
 WHERE migration = ?
