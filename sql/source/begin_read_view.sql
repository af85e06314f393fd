-- Begins a consistent snapshot and tells where it stands, in one round trip: the less time passes between its first statement and
-- the end of the binary log, the likelier the source has logged nothing meanwhile. Answers, in this order: the snapshot's place in
-- the binary log (two status variables), the GTIDs logged so far, the end of the binary log, and the place four more times.
-- MariaDB keeps these variables once for the whole server and fills them for whoever asks (sql/log.cc, set_status_variables): beside
-- a session that asks for any status an answer may be that one's place. The snapshot's own never changes, so answers that are all
-- the same are right.
-- Parameters: none. Needs BINLOG MONITOR. MariaDB 10.6 or newer.
BEGIN NOT ATOMIC
    START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY;
    SHOW SESSION STATUS LIKE 'Binlog_snapshot_%';
    SELECT @@global.gtid_binlog_pos;
    SHOW MASTER STATUS;
    SHOW SESSION STATUS LIKE 'Binlog_snapshot_%';
    SHOW SESSION STATUS LIKE 'Binlog_snapshot_%';
    SHOW SESSION STATUS LIKE 'Binlog_snapshot_%';
    SHOW SESSION STATUS LIKE 'Binlog_snapshot_%';
END
