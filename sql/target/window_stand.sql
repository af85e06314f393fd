-- A window that is open, with its migration's phase at the same moment; no row when it is not, or no longer the one that is meant.
-- Parameters: 1 migration, 2 token. PostgreSQL 13 or newer.
SELECT migration.phase, way_back.beat
  FROM landfall.way_back
  JOIN landfall.migration ON migration.name = way_back.migration
 WHERE way_back.migration = ? AND way_back.token = ? AND way_back.handover_lsn IS NOT NULL
