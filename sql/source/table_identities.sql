-- InnoDB's own numbers of the tables and partitions of a database, and what their columns are: both stay when an index is made in
-- place, a number alone also when columns exchange their names. The name is as in a file system: database/table#P#partition, with @ and
-- digits for whatever is no letter, digit or underscore. Nothing, or an error, without the privilege PROCESS.
-- Parameter: 1 database. MariaDB 10.6 or newer.
SELECT SUBSTRING_INDEX(SUBSTRING(NAME, CHAR_LENGTH(database_name) + 2), '#', 1) AS name,
       CONCAT_WS(' ', TABLE_ID, looks) AS identity
  FROM information_schema.INNODB_SYS_TABLES
  JOIN (SELECT ? AS database_name) AS wanted
  JOIN (SELECT TABLE_ID, SUM(CRC32(CONCAT_WS(' ', POS, NAME, MTYPE, PRTYPE, LEN))) AS looks
          FROM information_schema.INNODB_SYS_COLUMNS
         GROUP BY TABLE_ID) AS table_columns USING (TABLE_ID)
 WHERE BINARY LEFT(NAME, CHAR_LENGTH(database_name) + 1) = BINARY CONCAT(database_name, '/')
 ORDER BY 1, 2
