-- Tells a stream something else. Parameters: 1 whether it is to pause, 2 most changes per batch (null for all), 3 where it is
-- to end (null for where it was started to), 4 migration. PostgreSQL 13 or newer.
UPDATE landfall.stream_control
   SET paused_at = CASE WHEN ? THEN COALESCE(paused_at, clock_timestamp()) END,
       batch = ?,
       stop_at = ?,
       passed = NULL,
       orders = orders + 1
 WHERE migration = ?
