-- The stream goes by what it was told. Parameters: 1 up to which order, 2 migration. PostgreSQL 13 or newer.
UPDATE landfall.stream_control
   SET taken = ?
 WHERE migration = ?
