-- An order is deleted; a cascade takes its lines and payments along.
-- Parameters: none. MariaDB 10.11 or newer.
SET @order = (SELECT 1 + FLOOR(RAND() * MAX(id)) FROM orders);
SET @order = (SELECT MIN(id) FROM orders WHERE id >= @order);
START TRANSACTION;
UPDATE inventory JOIN order_items USING (product_id) SET on_hand = on_hand + quantity WHERE order_id = @order;
DELETE FROM orders WHERE id = @order;
COMMIT;
