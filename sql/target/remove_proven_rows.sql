-- Forgets what a view showed as changed, all of which was equal in it. Parameters: 1 migration, 2 the view. PostgreSQL 13 or newer.
DELETE FROM landfall.changed_row
 WHERE migration = ? AND pg_visible_in_snapshot(written_by, CAST(? AS pg_snapshot))
