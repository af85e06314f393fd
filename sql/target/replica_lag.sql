-- How far the server's replicas are behind. A user without pg_read_all_stats sees that there are some, and nothing of them.
-- The lag of one that has replayed everything is null; of one that still catches up, it is not the whole.
-- Parameters: none. PostgreSQL 13 or newer.
SELECT count(*) AS replicas,
       count(*) FILTER (WHERE state IS NULL) AS hidden,
       count(*) FILTER (WHERE state <> 'streaming') AS catching_up,
       CAST(COALESCE(max(extract(epoch FROM replay_lag)), 0) * 1000 AS bigint) AS lag_millis
  FROM pg_stat_replication
 WHERE state IS DISTINCT FROM 'backup'
