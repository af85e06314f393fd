-- A row is deleted and comes back under the same key with other values.
-- Parameters: none. MariaDB 10.11 or newer.
SET @last = (SELECT MAX(id) FROM products);
SET @at = 1 + FLOOR(RAND() * @last);
SET @product = (SELECT product_id FROM product_suppliers WHERE product_id >= @at ORDER BY product_id LIMIT 1);
START TRANSACTION;
SELECT MIN(supplier_code), MIN(cost) INTO @supplier, @cost FROM product_suppliers WHERE product_id = @product FOR UPDATE;
DELETE FROM product_suppliers WHERE product_id = @product AND supplier_code = @supplier;
INSERT INTO product_suppliers (product_id, supplier_code, cost, lead_time)
SELECT @product, code, @cost + 0.000000000000000001, '-838:59:59' FROM suppliers WHERE code = @supplier;
COMMIT;
