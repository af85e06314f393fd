-- The stream stands where request 1 wants it. Parameters: 1 request, 2 migration. PostgreSQL 13 or newer.
UPDATE landfall.stream_hold
   SET granted = ?
 WHERE migration = ?
