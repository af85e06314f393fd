-- Forgets a row that was set aside, because the source has changed or deleted it. Of equal rows without a key, one.
-- Parameters: 1 migration, 2 source table, 3 identity. PostgreSQL 13 or newer.
DELETE FROM landfall.rejected_row
 WHERE id = (SELECT min(id) FROM landfall.rejected_row WHERE migration = ? AND source_table = ? AND identity = ?)
