-- Says that the session does not write to the binary log: MariaDB then unlocks the tables that were read since a savepoint when
-- the session goes back to it. Parameters: none. Needs BINLOG ADMIN. MariaDB 10.6 or newer.
SET SESSION sql_log_bin = 0
