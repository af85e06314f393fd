-- A customer goes. Cascades take addresses, carts, orders and, a level below, lines and payments; reviews and sessions stay.
-- Parameters: none. MariaDB 10.11 or newer.
SET @last = (SELECT MAX(id) FROM customers);
SET @at = 1 + FLOOR(RAND() * @last);
SET @customer = (SELECT id FROM customers WHERE id >= @at ORDER BY id LIMIT 1);
START TRANSACTION;
DELETE FROM customers WHERE id = @customer;
COMMIT;
