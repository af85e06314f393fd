-- Deletes the customer with most orders and gives the number of rows that are left of him: 0.
-- Parameters: none. PostgreSQL 13 or newer.
BEGIN;
CREATE TEMPORARY TABLE gone ON COMMIT DROP AS
SELECT customer_id, array_agg(id) AS orders FROM shop.orders GROUP BY customer_id ORDER BY count(*) DESC, customer_id LIMIT 1;
DELETE FROM shop.customers USING gone WHERE customers.id = gone.customer_id;
SELECT (SELECT count(*) FROM shop.addresses JOIN gone USING (customer_id))
     + (SELECT count(*) FROM shop.orders JOIN gone USING (customer_id))
     + (SELECT count(*) FROM shop.order_items, gone WHERE order_id = ANY (gone.orders))
     + (SELECT count(*) FROM shop.payments, gone WHERE order_id = ANY (gone.orders));
COMMIT;
