-- One review is written, one changed, one deleted.
-- Parameters: none. MariaDB 10.11 or newer.
SET @product = (SELECT 1 + FLOOR(RAND() * MAX(id)) FROM products);
SET @customer = (SELECT 1 + FLOOR(RAND() * MAX(id)) FROM customers);
SET @customer = (SELECT MIN(id) FROM customers WHERE id >= @customer);
SET @review = (SELECT 1 + FLOOR(RAND() * MAX(id)) FROM reviews);
START TRANSACTION;
INSERT INTO reviews (product_id, customer_id, stars, body)
SELECT @product, id, 5, CONCAT('I ❤️ it', CHAR(9), '“very” much', CHAR(92), 'N') FROM customers WHERE id = @customer;
UPDATE reviews SET body = CONCAT(LEFT(body, 500), ' 🧐'), stars = 0 WHERE id = @review;
DELETE FROM reviews WHERE id = @review + 1;
COMMIT;
