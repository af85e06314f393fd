-- Ten prices change, and with them their generated columns.
-- Parameters: none. MariaDB 10.11 or newer.
SET @last = (SELECT MAX(id) FROM products);
SET @product = 1 + FLOOR(RAND() * @last);
START TRANSACTION;
UPDATE products SET price = ROUND(price * (0.9 + RAND() * 0.2), 2), name = CONCAT(LEFT(name, 100), IF(RAND() < 0.5, ' ', '!'))
WHERE id BETWEEN @product AND @product + 9;
UPDATE products SET flags = 'new,men\'s', size = 'men\'s, wide', attributes = '{"b": 1, "a": 2, "b": 3}' WHERE id = @product;
COMMIT;
