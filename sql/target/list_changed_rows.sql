-- What the stream has changed since the proof, each once. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT DISTINCT source_table, columns, row_values
  FROM landfall.changed_row
 WHERE migration = ?
