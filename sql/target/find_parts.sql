-- The migrations that were taken out of one, the first first. Parameters: 1 name of the whole. PostgreSQL 13 or newer.
SELECT name, phase, cardinality(string_to_array(included_tables, ',')) AS tables
  FROM landfall.migration
 WHERE part_of = ?
 ORDER BY created_at, name
