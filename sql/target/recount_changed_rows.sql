-- How many changes are left to compare. Parameters: 1 migration. PostgreSQL 13 or newer.
UPDATE landfall.tracking
   SET waiting = (SELECT count(*) FROM landfall.changed_row WHERE changed_row.migration = tracking.migration)
 WHERE migration = ?
