-- A blob is replaced, which MariaDB logs as it likes: an update, or a delete and an insert.
-- Parameters: none. MariaDB 10.11 or newer.
SET @last = (SELECT MAX(id) FROM products);
SET @at = 1 + FLOOR(RAND() * @last);
SET @product = (SELECT product_id FROM product_images WHERE product_id >= @at ORDER BY product_id LIMIT 1);
START TRANSACTION;
REPLACE INTO product_images (product_id, number, image, thumbnail, checksum)
SELECT product_id, number, CONCAT(x'00', LEFT(image, 2000), UNHEX(MD5(RAND())), x'0000'), x'', x'00000000000000000000000000000001'
FROM product_images WHERE product_id = @product;
COMMIT;
