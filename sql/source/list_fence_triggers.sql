-- Triggers by which single tables take no writes. Parameters: 1 database. MariaDB 10.6 or newer.
SELECT TRIGGER_NAME AS trigger_name, EVENT_MANIPULATION AS event, EVENT_OBJECT_TABLE AS table_name
  FROM information_schema.TRIGGERS
 WHERE TRIGGER_SCHEMA = ? AND ACTION_TIMING = 'BEFORE' AND LEFT(TRIGGER_NAME, 15) = 'landfall_fence_'
