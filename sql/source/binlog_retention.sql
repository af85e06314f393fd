-- How long the source keeps its binary log (0 seconds and 0 bytes: no limit), and from how many connected replicas on it purges
-- at all. max_binlog_total_size and slave_connections_needed_for_purge exist since 11.4. Parameters: none. MariaDB 10.6 or newer.
SELECT CAST(@@global.binlog_expire_logs_seconds AS UNSIGNED) AS expire_seconds,
       COALESCE((SELECT CAST(VARIABLE_VALUE AS UNSIGNED)
                   FROM information_schema.GLOBAL_VARIABLES
                  WHERE VARIABLE_NAME = 'MAX_BINLOG_TOTAL_SIZE'), 0) AS total_bytes,
       COALESCE((SELECT CAST(VARIABLE_VALUE AS UNSIGNED)
                   FROM information_schema.GLOBAL_VARIABLES
                  WHERE VARIABLE_NAME = 'SLAVE_CONNECTIONS_NEEDED_FOR_PURGE'), 0) AS replicas_needed,
       COALESCE((SELECT CAST(VARIABLE_VALUE AS UNSIGNED)
                   FROM information_schema.GLOBAL_STATUS
                  WHERE VARIABLE_NAME = 'SLAVES_CONNECTED'), 0) AS replicas_connected
