-- A whole transaction is taken back: nothing of it may ever arrive.
-- Parameters: none. MariaDB 10.11 or newer.
SET @last = (SELECT MAX(id) FROM customers);
SET @at = 1 + FLOOR(RAND() * @last);
SET @customer = (SELECT id FROM customers WHERE id >= @at ORDER BY id LIMIT 1);
START TRANSACTION;
INSERT INTO orders (customer_id, remark) SELECT id, 'given up' FROM customers WHERE id = @customer;
DELETE FROM customers WHERE id = @customer;
ROLLBACK;
