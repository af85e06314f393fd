-- The collation of tables that a database gets without one of their own.
-- Parameters: 1 database. MariaDB 10.6 or newer.
SELECT DEFAULT_COLLATION_NAME
  FROM information_schema.SCHEMATA
 WHERE SCHEMA_NAME = ?
