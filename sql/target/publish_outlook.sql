-- Tells how much of a running snapshot is left. Parameters: 1 migration, 2 its step, 3 seconds left, 4 what is not in them.
-- PostgreSQL 13 or newer.
INSERT INTO landfall.outlook (migration, step, eta_seconds, uncounted, seen_at)
VALUES (?, ?, ?, ?, clock_timestamp())
ON CONFLICT (migration) DO UPDATE
   SET step = EXCLUDED.step, eta_seconds = EXCLUDED.eta_seconds, uncounted = EXCLUDED.uncounted, seen_at = EXCLUDED.seen_at
