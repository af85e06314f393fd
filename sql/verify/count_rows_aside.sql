-- How often rows are set aside for one kind of loss.
-- Parameters: 1 migration, 2 source table, 3 loss, 4 identities. PostgreSQL 13 or newer.
SELECT identity, count(*) AS rows_aside
  FROM landfall.rejected_row
 WHERE migration = ?
   AND source_table = ?
   AND loss = ?
   AND identity = ANY (?)
 GROUP BY 1
