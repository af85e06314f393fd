-- Partitions of every partitioned table of a database, in order.
-- Parameters: 1 database. MariaDB 10.6 or newer.
SELECT TABLE_NAME            AS table_name,
       PARTITION_METHOD      AS method,
       PARTITION_EXPRESSION  AS expression,
       PARTITION_NAME        AS partition_name,
       PARTITION_DESCRIPTION AS description,
       SUBPARTITION_METHOD   AS subpartition_method
  FROM information_schema.PARTITIONS
 WHERE TABLE_SCHEMA = ?
   AND PARTITION_METHOD IS NOT NULL
   AND COALESCE(SUBPARTITION_ORDINAL_POSITION, 1) = 1
 ORDER BY TABLE_NAME, PARTITION_ORDINAL_POSITION
