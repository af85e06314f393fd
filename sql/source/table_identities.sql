-- InnoDB's own numbers of the tables and partitions of a database, which a table keeps when it is altered in place. The name is as in a
-- file system: database/table#P#partition, with @ and digits for whatever is no letter, digit or underscore. Nothing, or an error, without the privilege PROCESS.
-- Parameter: 1 database. MariaDB 10.6 or newer.
SELECT SUBSTRING_INDEX(SUBSTRING(NAME, CHAR_LENGTH(database_name) + 2), '#', 1) AS name, TABLE_ID AS identity
  FROM information_schema.INNODB_SYS_TABLES
  JOIN (SELECT ? AS database_name) AS wanted
 WHERE BINARY LEFT(NAME, CHAR_LENGTH(database_name) + 1) = BINARY CONCAT(database_name, '/')
 ORDER BY 1, 2
