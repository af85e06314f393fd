-- Ends tracking of which a view has come to nothing, unless something was proven. Parameters: 1 migration. PostgreSQL 13 or newer.
DELETE FROM landfall.tracking
 WHERE migration = ? AND proven_step IS NULL
