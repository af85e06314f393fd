-- The tables that a running snapshot copies or builds on now, by what it told last. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT table_name, phase, rows, bytes, rows_per_second, eta_seconds
  FROM landfall.outlook_table
 WHERE migration = ?
