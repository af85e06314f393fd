-- Forgets what was kept of verifications that have not come to their end. Parameters: 1 migration. PostgreSQL 13 or newer.
DELETE FROM landfall.equal_table
 WHERE migration = ?
