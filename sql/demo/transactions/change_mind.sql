-- Half a transaction is taken back to a savepoint, the rest stays.
-- Parameters: none. MariaDB 10.11 or newer.
SET @last = (SELECT MAX(id) FROM customers);
SET @at = 1 + FLOOR(RAND() * @last);
SET @customer = (SELECT id FROM customers WHERE id >= @at ORDER BY id LIMIT 1);
SET @last = (SELECT MAX(id) FROM products);
SET @product = 1 + FLOOR(RAND() * @last);
START TRANSACTION;
UPDATE products SET barcode = 18446744073709551615 - CAST(RAND() * 1000 AS UNSIGNED) WHERE id = @product;
SAVEPOINT before_delete;
DELETE FROM customers WHERE id = @customer;
ROLLBACK TO SAVEPOINT before_delete;
UPDATE customers SET note = IF(note = '', NULL, '') WHERE id = @customer;
COMMIT;
