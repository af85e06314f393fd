-- How many changes a view shows of each table since the proof, and whether it is to be compared as a whole. Parameters: 1 migration.
-- PostgreSQL 13 or newer.
SELECT source_table,
       count(*)                  AS changes,
       bool_or(columns IS NULL) AS whole
  FROM landfall.changed_row
 WHERE migration = ?
 GROUP BY source_table
