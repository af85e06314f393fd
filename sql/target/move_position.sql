-- Moves a migration's position, in the transaction of the rows. No row updated: another instance has moved it.
-- Parameters: 1 gtids, 2 binlog file, 3 binlog offset, 4 time of commit on the source, 5 migration, 6 expected step.
-- PostgreSQL 13 or newer.
UPDATE landfall.position
   SET gtids = ?, binlog_file = ?, binlog_offset = ?, committed_at = ?, step = step + 1, applied_at = clock_timestamp()
 WHERE migration = ? AND step = ?
