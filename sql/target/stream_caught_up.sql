-- The stream has applied everything. Parameters: 1 migration. PostgreSQL 13 or newer.
UPDATE landfall.stream_control
   SET caught_up_at = clock_timestamp()
 WHERE migration = ?
