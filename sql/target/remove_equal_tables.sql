-- Forgets what was kept of verifications that have not come to their end. Parameters: 1 and 2 migration. PostgreSQL 13 or newer.
WITH ranges AS (DELETE FROM landfall.equal_range WHERE migration = ?)
DELETE FROM landfall.equal_table
 WHERE migration = ?
