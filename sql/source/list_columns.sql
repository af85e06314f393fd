-- Columns of every table of a database, in order.
-- Parameters: 1 database. MariaDB 10.6 or newer.
SELECT TABLE_NAME            AS table_name,
       COLUMN_NAME           AS column_name,
       COLUMN_TYPE           AS column_type,
       IS_NULLABLE           AS is_nullable,
       COLUMN_DEFAULT        AS column_default,
       EXTRA                 AS extra,
       IS_GENERATED          AS is_generated,
       GENERATION_EXPRESSION AS generation_expression,
       CHARACTER_SET_NAME    AS charset_name,
       COLLATION_NAME        AS collation_name,
       COLUMN_COMMENT        AS column_comment
  FROM information_schema.COLUMNS
 WHERE TABLE_SCHEMA = ?
 ORDER BY TABLE_NAME, ORDINAL_POSITION
