-- What changes when a table is defined anew, replaced by another one of its name, or parted otherwise. No snapshot holds still
-- what this tells, and the rows of a partition that is dropped leave every snapshot without an error. In the place of the lists goes a
-- placeholder for each table. Parameters: 1 database, tables, database, tables. MariaDB 10.6 or newer.
SELECT TABLE_NAME AS name, CONCAT_WS(' ', TABLE_TYPE, CREATE_TIME) AS definition
  FROM information_schema.TABLES
 WHERE TABLE_SCHEMA = ?
   AND TABLE_NAME IN ({tables})
 UNION ALL
SELECT TABLE_NAME, CONCAT_WS(' ', PARTITION_NAME, SUBPARTITION_NAME, PARTITION_DESCRIPTION, CREATE_TIME)
  FROM information_schema.PARTITIONS
 WHERE TABLE_SCHEMA = ?
   AND TABLE_NAME IN ({tables})
   AND PARTITION_NAME IS NOT NULL
 ORDER BY 1, 2
