-- An order is deleted; a cascade takes its lines and payments along.
-- Parameters: none. MariaDB 10.11 or newer.
SET @last = (SELECT MAX(id) FROM orders);
SET @at = 1 + FLOOR(RAND() * @last);
SET @order = (SELECT id FROM orders WHERE id >= @at ORDER BY id LIMIT 1);
START TRANSACTION;
UPDATE inventory JOIN order_items USING (product_id) SET on_hand = on_hand + quantity WHERE order_id = @order;
DELETE FROM orders WHERE id = @order;
COMMIT;
