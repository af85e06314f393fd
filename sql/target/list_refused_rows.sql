-- Rows that are set aside for one kind of loss, by table and identity. Parameters: 1 migration, 2 loss. PostgreSQL 13 or newer.
SELECT source_table, identity
  FROM landfall.rejected_row
 WHERE migration = ?
   AND loss = ?
