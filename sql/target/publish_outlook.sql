-- Tells how much of a running snapshot is left, and what it is at. Parameters: 1 migration, 2 its step, 3 seconds left, 4 what is not
-- in them; 5 and 7 migration, 6 and 8 the tables that are copied or built on now; of each of them 9 phase, 10 rows, 11 bytes, 12 rows per
-- second, 13 seconds left. PostgreSQL 13 or newer.
WITH told AS (
    INSERT INTO landfall.outlook (migration, step, eta_seconds, uncounted, seen_at)
    VALUES (?, ?, ?, ?, clock_timestamp())
    ON CONFLICT (migration) DO UPDATE
       SET step = EXCLUDED.step, eta_seconds = EXCLUDED.eta_seconds, uncounted = EXCLUDED.uncounted, seen_at = EXCLUDED.seen_at
), through AS (
    DELETE FROM landfall.outlook_table
     WHERE migration = ? AND table_name <> ALL (?)
)
INSERT INTO landfall.outlook_table (migration, table_name, phase, rows, bytes, rows_per_second, eta_seconds)
SELECT ?, table_name, phase, rows, bytes, rows_per_second, eta_seconds
  FROM unnest(?, ?, ?, ?, ?, ?) AS running (table_name, phase, rows, bytes, rows_per_second, eta_seconds)
ON CONFLICT (migration, table_name) DO UPDATE
   SET phase = EXCLUDED.phase, rows = EXCLUDED.rows, bytes = EXCLUDED.bytes,
       rows_per_second = EXCLUDED.rows_per_second, eta_seconds = EXCLUDED.eta_seconds
