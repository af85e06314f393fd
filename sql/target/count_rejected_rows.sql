-- Rows that are set aside now, per table.
-- Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT source_table, count(*) AS rejected_rows
  FROM landfall.rejected_row
 WHERE migration = ?
 GROUP BY 1
 ORDER BY 1
