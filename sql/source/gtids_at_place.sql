-- The transactions up to a place in the binary log. Reads the log file up to there: up to a second for a file of 1 GiB.
-- Parameters: 1 file, 2 position. MariaDB 10.6 or newer.
SELECT BINLOG_GTID_POS(?, ?)
