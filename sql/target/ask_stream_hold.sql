-- Asks the stream to stand still. Parameters: 1 migration, 2 where (null for where it is). PostgreSQL 13 or newer.
INSERT INTO landfall.stream_hold AS hold (migration, request, stand_at)
VALUES (?, 1, ?)
ON CONFLICT (migration) DO UPDATE SET request = hold.request + 1, stand_at = excluded.stand_at
RETURNING request
