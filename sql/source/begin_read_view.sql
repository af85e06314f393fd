-- Begins a consistent snapshot and tells where it stands, in one round trip: the less time passes between its first and its
-- last statement, the likelier the source has logged nothing meanwhile. Answers, in this order: the snapshot's place in the
-- binary log (two status variables), the GTIDs logged so far, the end of the binary log.
-- Parameters: none. Needs BINLOG MONITOR. MariaDB 10.6 or newer.
BEGIN NOT ATOMIC
    START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY;
    SHOW SESSION STATUS WHERE Variable_name IN ('Binlog_snapshot_file', 'Binlog_snapshot_position');
    SELECT @@global.gtid_binlog_pos;
    SHOW MASTER STATUS;
END
