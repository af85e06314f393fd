-- What can be changed while a snapshot copies, and its limits while a verification runs. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT name, configured, value
  FROM landfall.setting
 WHERE migration = ?
