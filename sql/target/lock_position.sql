-- The position, which nobody moves, and the phase, which nobody changes, before this transaction ends.
-- Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT position.gtids, migration.phase
  FROM landfall.position
  JOIN landfall.migration ON migration.name = position.migration
 WHERE position.migration = ?
   FOR NO KEY UPDATE
