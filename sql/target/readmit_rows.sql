-- Rows that were set aside are in their table now. Parameters: 1 migration, 2 source table, 3 identities. PostgreSQL 13 or newer.
DELETE FROM landfall.rejected_row
 WHERE migration = ?
   AND source_table = ?
   AND identity = ANY (?)
