-- Tells how a running copy gets on. Parameters: 1 migration, 2 why it waits, 3 workers, 4 age of its read view in seconds or NULL,
-- 5 age of its oldest position in seconds, 6 history list length, 7 seconds left. PostgreSQL 13 or newer.
INSERT INTO landfall.copy_state
       (migration, held, workers, view_since, oldest_since, history_length, eta_seconds, seen_at)
VALUES (?, ?, ?, clock_timestamp() - make_interval(secs => ?), clock_timestamp() - make_interval(secs => ?), ?, ?,
        clock_timestamp())
ON CONFLICT (migration) DO UPDATE
   SET held = EXCLUDED.held, workers = EXCLUDED.workers, view_since = EXCLUDED.view_since,
       oldest_since = EXCLUDED.oldest_since, history_length = EXCLUDED.history_length,
       eta_seconds = EXCLUDED.eta_seconds, seen_at = EXCLUDED.seen_at
