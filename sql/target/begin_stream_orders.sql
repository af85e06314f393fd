-- A stream begins: it goes by all orders but the one to end, which was about an earlier stream.
-- Parameters: 1 migration. PostgreSQL 13 or newer.
INSERT INTO landfall.stream_control AS control (migration)
VALUES (?)
ON CONFLICT (migration) DO UPDATE SET stop_at = NULL, passed = NULL, taken = control.orders
