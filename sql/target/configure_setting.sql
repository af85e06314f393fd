-- Keeps a setting as the configuration has it. Parameters: 1 migration, 2 name, 3 value (null for off). PostgreSQL 13 or newer.
INSERT INTO landfall.setting (migration, name, configured)
VALUES (?, ?, ?)
ON CONFLICT (migration, name) DO UPDATE SET configured = EXCLUDED.configured
