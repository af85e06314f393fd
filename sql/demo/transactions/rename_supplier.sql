-- A primary key changes; ON UPDATE CASCADE changes it in the rows that refer to it.
-- Parameters: none. MariaDB 10.11 or newer.
SET @supplier = (SELECT code FROM suppliers ORDER BY RAND() LIMIT 1);
START TRANSACTION;
UPDATE suppliers SET code = CONCAT('R', LPAD(FLOOR(RAND() * 1e12), 12, '0')), rating = RAND() * 5 WHERE code = @supplier;
COMMIT;
