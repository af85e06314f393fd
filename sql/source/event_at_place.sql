-- The event at a place in the binary log, which every event of another size in front of it would have moved; error 1220 where none
-- begins there, nothing where the file ends there. Needs BINLOG MONITOR. Parameters: 1 file, 2 position. MariaDB 10.6 or newer.
SHOW BINLOG EVENTS IN ? FROM ? LIMIT 1
