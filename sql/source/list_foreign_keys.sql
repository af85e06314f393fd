-- Foreign key columns of every table of a database.
-- Parameters: 1 database. MariaDB 10.6 or newer.
SELECT k.TABLE_NAME               AS table_name,
       k.CONSTRAINT_NAME          AS constraint_name,
       k.COLUMN_NAME              AS column_name,
       k.REFERENCED_TABLE_SCHEMA  AS parent_database,
       k.REFERENCED_TABLE_NAME    AS parent_table,
       k.REFERENCED_COLUMN_NAME   AS parent_column,
       r.DELETE_RULE              AS delete_rule,
       r.UPDATE_RULE              AS update_rule
  FROM information_schema.KEY_COLUMN_USAGE k
  JOIN information_schema.REFERENTIAL_CONSTRAINTS r
    ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA
   AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
   AND r.TABLE_NAME = k.TABLE_NAME
 WHERE k.TABLE_SCHEMA = ?
   AND k.REFERENCED_TABLE_NAME IS NOT NULL
 ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION
