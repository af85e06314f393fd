-- One review is written, one changed, one deleted.
-- Parameters: none. MariaDB 10.11 or newer.
SET @last = (SELECT MAX(id) FROM products);
SET @product = 1 + FLOOR(RAND() * @last);
SET @last = (SELECT MAX(id) FROM customers);
SET @at = 1 + FLOOR(RAND() * @last);
SET @customer = (SELECT id FROM customers WHERE id >= @at ORDER BY id LIMIT 1);
SET @last = (SELECT MAX(id) FROM reviews);
SET @review = 1 + FLOOR(RAND() * @last);
START TRANSACTION;
INSERT INTO reviews (product_id, customer_id, stars, body)
SELECT @product, id, 5, CONCAT('I ❤️ it', CHAR(9), '“very” much', CHAR(92), 'N') FROM customers WHERE id = @customer;
UPDATE reviews SET body = CONCAT(LEFT(body, 500), ' 🧐'), stars = 0 WHERE id = @review;
DELETE FROM reviews WHERE id = @review + 1;
COMMIT;
