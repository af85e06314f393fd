-- A whole transaction is taken back: nothing of it may ever arrive.
-- Parameters: none. MariaDB 10.11 or newer.
SET @customer = (SELECT 1 + FLOOR(RAND() * MAX(id)) FROM customers);
SET @customer = (SELECT MIN(id) FROM customers WHERE id >= @customer);
START TRANSACTION;
INSERT INTO orders (customer_id, remark) SELECT id, 'given up' FROM customers WHERE id = @customer;
DELETE FROM customers WHERE id = @customer;
ROLLBACK;
