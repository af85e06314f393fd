-- A large transaction: a thousand rows change, hundreds come, hundreds go.
-- Parameters: none. MariaDB 10.11 or newer.
SET @last = (SELECT MAX(id) FROM products);
SET @product = 1 + FLOOR(RAND() * @last);
START TRANSACTION;
UPDATE inventory SET counted_on = CURRENT_DATE, reserved = 0 WHERE product_id BETWEEN @product AND @product + 999;
INSERT INTO audit_log SELECT CURRENT_TIMESTAMP(3), 'writer', 'counted', CONCAT('[', seq, ']') FROM seq_1_to_300;
DELETE FROM audit_log WHERE action = 'counted' ORDER BY happened_at LIMIT 250;
COMMIT;
