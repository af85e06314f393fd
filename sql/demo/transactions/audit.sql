-- Equal rows come and go in a table without a key.
-- Parameters: none. MariaDB 10.11 or newer.
START TRANSACTION;
SET @at = CURRENT_TIMESTAMP(3);
INSERT INTO audit_log VALUES (@at, 'writer', 'checked', '{"n": 1}'), (@at, 'writer', 'checked', '{"n": 1}'), (@at, NULL, 'checked', NULL);
DELETE FROM audit_log WHERE action = 'checked' AND happened_at = @at AND actor = 'writer' LIMIT 1;
UPDATE audit_log SET details = '{"n": 2}' WHERE action = 'checked' LIMIT 1;
DELETE FROM audit_log WHERE action = 'checked' AND happened_at < @at - INTERVAL 1 SECOND LIMIT 2;
COMMIT;
