-- How a copy got on when it told last. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT held, workers, history_length, eta_seconds,
       CAST(extract(epoch FROM clock_timestamp() - view_since) AS bigint) AS view_age,
       CAST(extract(epoch FROM clock_timestamp() - oldest_since) AS bigint) AS oldest_age
  FROM landfall.copy_state
 WHERE migration = ?
