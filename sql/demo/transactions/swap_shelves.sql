-- Two products swap a unique number within one transaction.
-- Parameters: none. MariaDB 10.11 or newer.
SET @last = (SELECT MAX(id) FROM products);
SET @first = 1 + FLOOR(RAND() * @last);
SET @second = 1 + FLOOR(RAND() * @last);
START TRANSACTION;
SELECT MIN(shelf) INTO @first_shelf FROM products WHERE id = LEAST(@first, @second) FOR UPDATE;
SELECT MIN(shelf) INTO @second_shelf FROM products WHERE id = GREATEST(@first, @second) FOR UPDATE;
UPDATE products SET shelf = NULL WHERE id = LEAST(@first, @second);
UPDATE products SET shelf = @first_shelf WHERE id = GREATEST(@first, @second);
UPDATE products SET shelf = @second_shelf WHERE id = LEAST(@first, @second) AND @first <> @second;
COMMIT;
