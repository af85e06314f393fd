-- Index parts of every table of a database, the primary key included (as PRIMARY).
-- Parameters: 1 database. MariaDB 10.6 or newer.
SELECT TABLE_NAME    AS table_name,
       INDEX_NAME    AS index_name,
       NON_UNIQUE    AS non_unique,
       INDEX_TYPE    AS index_type,
       COLUMN_NAME   AS column_name,
       SUB_PART      AS prefix_length,
       COLLATION     AS direction,
       INDEX_COMMENT AS index_comment
  FROM information_schema.STATISTICS
 WHERE TABLE_SCHEMA = ?
 ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX
