-- The same, to be changed in this transaction. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT orders, taken, paused_at, batch, stop_at, passed, caught_up_at
  FROM landfall.stream_control
 WHERE migration = ?
   FOR UPDATE
