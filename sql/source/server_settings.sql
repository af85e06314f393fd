-- The server settings that a migration depends on; see ServerInfo.
-- Parameters: none. MariaDB 10.6 or newer.
SELECT @@version                          AS version,
       @@server_id                        AS server_id,
       @@global.log_bin                   AS log_bin,
       @@global.binlog_format             AS binlog_format,
       @@global.binlog_row_image          AS binlog_row_image,
       @@global.log_bin_compress          AS log_bin_compress,
       @@global.gtid_binlog_pos           AS gtid_binlog_pos,
       @@global.binlog_expire_logs_seconds AS binlog_expire_logs_seconds,
       @@global.read_only                 AS read_only,
       @@global.event_scheduler           AS event_scheduler,
       @@global.sql_mode                  AS sql_mode,
       IF(@@global.time_zone = 'SYSTEM', @@system_time_zone, @@global.time_zone) AS time_zone
