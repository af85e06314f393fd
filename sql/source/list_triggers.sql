-- Tables with triggers, but for those that hold writes back from it. Parameters: 1 database. MariaDB 10.6 or newer.
SELECT EVENT_OBJECT_TABLE AS name, GROUP_CONCAT(TRIGGER_NAME ORDER BY TRIGGER_NAME SEPARATOR ', ') AS triggers
  FROM information_schema.TRIGGERS
 WHERE TRIGGER_SCHEMA = ? AND LEFT(TRIGGER_NAME, 15) <> 'landfall_fence_'
 GROUP BY EVENT_OBJECT_TABLE
 ORDER BY EVENT_OBJECT_TABLE
