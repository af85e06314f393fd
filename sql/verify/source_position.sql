-- Everything that the source has written to its binary log.
-- Parameters: none. MariaDB 10.6 or newer.
SELECT @@global.gtid_binlog_pos
