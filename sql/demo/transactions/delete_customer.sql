-- A customer goes. Cascades take addresses, carts, orders and, a level below, lines and payments; reviews and sessions stay.
-- Parameters: none. MariaDB 10.11 or newer.
SET @customer = (SELECT 1 + FLOOR(RAND() * MAX(id)) FROM customers);
SET @customer = (SELECT MIN(id) FROM customers WHERE id >= @customer);
START TRANSACTION;
DELETE FROM customers WHERE id = @customer;
COMMIT;
