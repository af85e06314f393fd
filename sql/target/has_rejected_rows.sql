-- Whether rows of a table are set aside. Parameters: 1 migration, 2 source table. PostgreSQL 13 or newer.
SELECT EXISTS (SELECT FROM landfall.rejected_row WHERE migration = ? AND source_table = ?)
