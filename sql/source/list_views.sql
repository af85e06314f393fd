-- Views of a database; the definition is empty for a user without the SHOW VIEW privilege.
-- Parameters: 1 database. MariaDB 10.6 or newer.
SELECT TABLE_NAME      AS name,
       VIEW_DEFINITION AS definition
  FROM information_schema.VIEWS
 WHERE TABLE_SCHEMA = ?
 ORDER BY TABLE_NAME
