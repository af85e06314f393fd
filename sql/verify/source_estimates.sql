-- About how many rows each table has, by the storage engine's statistics: good enough to choose a way to split.
-- Parameters: 1 database. MariaDB 10.6 or newer.
SELECT TABLE_NAME AS table_name,
       TABLE_ROWS AS approximate_rows
  FROM information_schema.TABLES
 WHERE TABLE_SCHEMA = ?
   AND TABLE_ROWS IS NOT NULL
