-- Moves a migration's position, in the transaction of the rows. No row updated: another instance has moved it.
-- Parameters: 1 gtids, 2 server id, 3 binlog file, 4 binlog offset, 5 prepared XA transactions, 6 time of commit on the source,
-- 7 migration, 8 expected step. PostgreSQL 13 or newer.
UPDATE landfall.position
   SET gtids = ?, server_id = ?, binlog_file = ?, binlog_offset = ?, prepared_xa = ?, committed_at = ?, step = step + 1, applied_at = clock_timestamp()
 WHERE migration = ? AND step = ?
