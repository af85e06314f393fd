-- Forgets the rows of a table that were set aside. Parameters: 1 migration, 2 source table. PostgreSQL 13 or newer.
DELETE FROM landfall.rejected_row WHERE migration = ? AND source_table = ?
