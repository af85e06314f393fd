-- Marks a chunk as copied, in the transaction of its rows.
-- Parameters: 1 gtids, 2 binlog file, 3 binlog offset, 4 rows, 5 bytes, 6 milliseconds, 7 migration, 8 source table, 9 ordinal.
-- PostgreSQL 13 or newer.
UPDATE landfall.chunk
   SET gtids = ?, binlog_file = ?, binlog_offset = ?, copied_rows = ?, copied_bytes = ?, copy_millis = ?, done_at = clock_timestamp()
 WHERE migration = ? AND source_table = ? AND ordinal = ? AND done_at IS NULL
