-- What changes when a table is defined anew, replaced by another one of its name, or parted otherwise. No snapshot holds still
-- what this tells, and the rows of a partition that is dropped leave every snapshot without an error.
-- Parameters: 1 database, 2 table, 3 database, 4 table. MariaDB 10.6 or newer.
SELECT CONCAT_WS(' ', TABLE_TYPE, CREATE_TIME) AS definition
  FROM information_schema.TABLES
 WHERE TABLE_SCHEMA = ?
   AND TABLE_NAME = ?
 UNION ALL
SELECT CONCAT_WS(' ', PARTITION_NAME, SUBPARTITION_NAME, PARTITION_DESCRIPTION, CREATE_TIME)
  FROM information_schema.PARTITIONS
 WHERE TABLE_SCHEMA = ?
   AND TABLE_NAME = ?
   AND PARTITION_NAME IS NOT NULL
 ORDER BY 1
