-- A new order is paid: an invoice number, a payment, and the customer's balance moves towards zero.
-- Parameters: none. MariaDB 10.11 or newer.
SET @last = (SELECT MAX(id) FROM orders);
SET @at = 1 + FLOOR(RAND() * @last);
SET @order = (SELECT id FROM orders FORCE INDEX (PRIMARY) WHERE id >= @at AND status = 'new' ORDER BY id LIMIT 1);
SET @amount = (SELECT SUM(total) FROM order_items WHERE order_id = @order);
START TRANSACTION;
SET @reference = CONCAT('INV-', NEXTVAL(invoice_numbers));
INSERT INTO payments (order_id, reference, request_id, amount)
SELECT id, @reference, UUID(), COALESCE(@amount, 0) FROM orders WHERE id = @order AND status = 'new';
UPDATE orders SET status = 'paid' WHERE id = @order AND status = 'new';
UPDATE customers JOIN orders ON orders.customer_id = customers.id
SET balance = balance - SIGN(balance) * LEAST(ABS(balance), COALESCE(@amount, 0))
WHERE orders.id = @order;
COMMIT;
