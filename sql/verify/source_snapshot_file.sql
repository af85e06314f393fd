-- Where in the binary log the session's consistent snapshot stands (outside of one: the last commit that can be seen).
-- Parameters: none. MariaDB 10.6 or newer.
SHOW SESSION STATUS WHERE Variable_name IN ('Binlog_snapshot_file', 'Binlog_snapshot_position')
