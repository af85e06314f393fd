-- Changes a setting of a running snapshot or verification. Parameters: 1 migration, 2 name, 3 value (null for as configured).
-- PostgreSQL 13 or newer.
INSERT INTO landfall.setting (migration, name, value)
VALUES (?, ?, ?)
ON CONFLICT (migration, name) DO UPDATE SET value = EXCLUDED.value, changed_at = clock_timestamp()
