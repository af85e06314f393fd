-- A key changes its case only, which is the same key to MariaDB; another one is deleted and comes back in capitals.
-- Parameters: none. MariaDB 10.11 or newer.
SET @at = CONCAT('sess-0000', FLOOR(RAND() * 1000));
SET @token = (SELECT token FROM sessions WHERE token >= @at COLLATE utf8mb4_unicode_ci ORDER BY token LIMIT 1);
SET @other = (SELECT token FROM sessions WHERE token < @token ORDER BY token DESC LIMIT 1);
START TRANSACTION;
UPDATE sessions SET token = IF(LOWER(token) = BINARY token, UPPER(token), LOWER(token)), address = '::' WHERE token = @token;
DELETE FROM sessions WHERE token = @other;
INSERT INTO sessions (token, secret, address, expires_at)
SELECT UPPER(@other), x'FF000000000000000000000000000000', 'fe80::', CURRENT_TIMESTAMP FROM DUAL WHERE @other IS NOT NULL;
COMMIT;
