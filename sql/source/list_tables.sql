-- Base tables of a database with engine, size estimates and options.
-- Parameters: 1 database. MariaDB 10.6 or newer.
SELECT TABLE_NAME      AS table_name,
       TABLE_TYPE      AS table_type,
       ENGINE          AS engine,
       AUTO_INCREMENT  AS next_auto_increment,
       TABLE_ROWS      AS approximate_rows,
       DATA_LENGTH     AS approximate_bytes,
       CREATE_OPTIONS  AS create_options,
       TABLE_COMMENT   AS table_comment,
       TABLE_COLLATION AS default_collation
  FROM information_schema.TABLES
 WHERE TABLE_SCHEMA = ?
   AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED', 'SEQUENCE')
 ORDER BY TABLE_NAME
