-- Seconds since a migration began. Parameters: 1 name. PostgreSQL 13 or newer.
SELECT extract(epoch FROM clock_timestamp() - created_at)
  FROM landfall.migration
 WHERE name = ?
