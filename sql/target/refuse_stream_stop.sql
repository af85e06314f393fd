-- The stream is past the place where it was told to end. Parameters: 1 by which order, 2 migration. PostgreSQL 13 or newer.
UPDATE landfall.stream_control
   SET passed = stop_at, stop_at = NULL, taken = orders
 WHERE orders = ? AND migration = ?
