-- A paid order leaves the house.
-- Parameters: none. MariaDB 10.11 or newer.
SET @last = (SELECT MAX(id) FROM orders);
SET @at = 1 + FLOOR(RAND() * @last);
SET @order = (SELECT id FROM orders FORCE INDEX (PRIMARY) WHERE id >= @at AND status = 'paid' ORDER BY id LIMIT 1);
START TRANSACTION;
UPDATE orders SET status = 'shipped', shipped_at = CURRENT_TIMESTAMP(3) WHERE id = @order;
UPDATE inventory JOIN order_items USING (product_id)
SET reserved = reserved - LEAST(reserved, quantity)
WHERE order_id = @order;
COMMIT;
