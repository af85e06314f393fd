-- An order with a line and a payment; its number and its invoice number come from the database. Gives the order's number.
-- Parameters: none. PostgreSQL 13 or newer.
WITH placed AS (
    INSERT INTO shop.orders (customer_id, remark)
    SELECT max(id), 'an order on PostgreSQL 🐘' FROM shop.customers
    RETURNING id
), lines AS (
    INSERT INTO shop.order_items (order_id, line, product_id, quantity, unit_price)
    SELECT placed.id, 1, products.id, 2, products.price FROM placed, shop.products WHERE products.id = (SELECT max(id) FROM shop.products)
), paid AS (
    INSERT INTO shop.payments (order_id, reference, request_id, amount)
    SELECT placed.id, 'INV-' || nextval('shop.invoice_numbers'), gen_random_uuid(), 10 FROM placed
)
SELECT id FROM placed;
