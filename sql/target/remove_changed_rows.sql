-- Forgets all that was written down as changed. Parameters: 1 migration. PostgreSQL 13 or newer.
DELETE FROM landfall.changed_row
 WHERE migration = ?
