-- What a long snapshot costs the source, and how long the source keeps its binary log (0 seconds and 0 bytes: no limit).
-- max_binlog_total_size exists since 11.4. Parameters: none. MariaDB 10.6 or newer.
SELECT COALESCE((SELECT CAST(VARIABLE_VALUE AS UNSIGNED)
                   FROM information_schema.GLOBAL_STATUS
                  WHERE VARIABLE_NAME = 'INNODB_HISTORY_LIST_LENGTH'), 0) AS history_length,
       CAST(@@global.binlog_expire_logs_seconds AS UNSIGNED) AS binlog_expire_seconds,
       COALESCE((SELECT CAST(VARIABLE_VALUE AS UNSIGNED)
                   FROM information_schema.GLOBAL_VARIABLES
                  WHERE VARIABLE_NAME = 'MAX_BINLOG_TOTAL_SIZE'), 0) AS binlog_total_bytes
