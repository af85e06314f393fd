-- A blob is replaced, which MariaDB logs as it likes: an update, or a delete and an insert.
-- Parameters: none. MariaDB 10.11 or newer.
SET @product = (SELECT 1 + FLOOR(RAND() * MAX(id)) FROM products);
SET @product = (SELECT MIN(product_id) FROM product_images WHERE product_id >= @product);
START TRANSACTION;
REPLACE INTO product_images (product_id, number, image, thumbnail, checksum)
SELECT product_id, number, CONCAT(x'00', LEFT(image, 2000), UNHEX(MD5(RAND())), x'0000'), x'', x'00000000000000000000000000000001'
FROM product_images WHERE product_id = @product;
COMMIT;
