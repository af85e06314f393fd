-- Half a transaction is taken back to a savepoint, the rest stays.
-- Parameters: none. MariaDB 10.11 or newer.
SET @customer = (SELECT 1 + FLOOR(RAND() * MAX(id)) FROM customers);
SET @customer = (SELECT MIN(id) FROM customers WHERE id >= @customer);
SET @product = (SELECT 1 + FLOOR(RAND() * MAX(id)) FROM products);
START TRANSACTION;
UPDATE products SET barcode = 18446744073709551615 - CAST(RAND() * 1000 AS UNSIGNED) WHERE id = @product;
SAVEPOINT before_delete;
DELETE FROM customers WHERE id = @customer;
ROLLBACK TO SAVEPOINT before_delete;
UPDATE customers SET note = IF(note = '', NULL, '') WHERE id = @customer;
COMMIT;
