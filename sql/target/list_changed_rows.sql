-- A part of what has changed in a table since the proof, each once. Parameters: 1 migration, 2 source table, 3 number of parts, 4 which
-- of them, from 0. PostgreSQL 13 or newer.
SELECT DISTINCT columns, row_values
  FROM landfall.changed_row
 WHERE migration = ? AND source_table = ? AND columns IS NOT NULL
   AND abs(hashtextextended(row_values, 0) % ?) = ?
