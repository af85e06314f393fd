-- CHECK constraints, of tables and of columns (a JSON column is a LONGTEXT with a json_valid check).
-- Parameters: 1 database. MariaDB 10.6 or newer.
SELECT TABLE_NAME      AS table_name,
       CONSTRAINT_NAME AS constraint_name,
       LEVEL           AS level,
       CHECK_CLAUSE    AS check_clause
  FROM information_schema.CHECK_CONSTRAINTS
 WHERE CONSTRAINT_SCHEMA = ?
 ORDER BY TABLE_NAME, CONSTRAINT_NAME
