-- A customer orders up to four products; they are taken from the stock.
-- Parameters: none. MariaDB 10.11 or newer.
SET @last = (SELECT MAX(id) FROM customers);
SET @at = 1 + FLOOR(RAND() * @last);
SET @customer = (SELECT id FROM customers WHERE id >= @at ORDER BY id LIMIT 1);
SET @last = (SELECT MAX(id) FROM products);
SET @product = 1 + FLOOR(RAND() * @last);
SET @to_product = @product + FLOOR(RAND() * 4);
START TRANSACTION;
INSERT INTO orders (customer_id, address_id, remark)
SELECT id, (SELECT MIN(addresses.id) FROM addresses WHERE customer_id = @customer), IF(RAND() < 0.5, NULL, 'vor 12 Uhr ⏰ ')
FROM customers WHERE id = @customer;
SET @order = LAST_INSERT_ID();
INSERT INTO order_items (order_id, line, product_id, quantity, unit_price)
SELECT @order, ROW_NUMBER() OVER (ORDER BY id), id, 1 + FLOOR(RAND() * 5), price
FROM products WHERE id BETWEEN @product AND @to_product;
UPDATE inventory JOIN order_items USING (product_id)
SET on_hand = on_hand - quantity, reserved = reserved + quantity
WHERE order_id = @order;
COMMIT;
