-- A paid order leaves the house.
-- Parameters: none. MariaDB 10.11 or newer.
SET @order = (SELECT 1 + FLOOR(RAND() * MAX(id)) FROM orders);
SET @order = (SELECT MIN(id) FROM orders WHERE id >= @order AND status = 'paid');
START TRANSACTION;
UPDATE orders SET status = 'shipped', shipped_at = CURRENT_TIMESTAMP(3) WHERE id = @order;
UPDATE inventory JOIN order_items USING (product_id)
SET reserved = reserved - LEAST(reserved, quantity)
WHERE order_id = @order;
COMMIT;
