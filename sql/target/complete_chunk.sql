-- Marks a chunk as copied, in the transaction of its rows.
-- Parameters: 1 gtids, 2 server id, 3 binlog file, 4 binlog offset, 5 rows, 6 bytes, 7 milliseconds, 8 migration, 9 source table,
-- 10 ordinal. PostgreSQL 13 or newer.
UPDATE landfall.chunk
   SET gtids = ?, server_id = ?, binlog_file = ?, binlog_offset = ?, copied_rows = ?, copied_bytes = ?, copy_millis = ?,
       done_at = clock_timestamp()
 WHERE migration = ? AND source_table = ? AND ordinal = ? AND done_at IS NULL
