-- Whether a table that is not migrated is a plain one: what is written to it goes nowhere else, neither by triggers nor by its
-- storage engine (MERGE, FEDERATED, CONNECT ... write to other tables). Its triggers are seen only with the privilege TRIGGER.
-- No row when there is no such table, or none that the user may see. Parameters: 1 database, 2 table. MariaDB 10.6 or newer.
SELECT TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')
       AND ENGINE IN ('InnoDB', 'MyISAM', 'Aria', 'MEMORY', 'ARCHIVE', 'BLACKHOLE', 'CSV')
       AND NOT EXISTS (SELECT 1
                         FROM information_schema.TRIGGERS r
                        WHERE r.TRIGGER_SCHEMA = t.TABLE_SCHEMA AND r.EVENT_OBJECT_TABLE = t.TABLE_NAME) AS plain
  FROM information_schema.TABLES t
 WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?
