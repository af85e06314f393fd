-- Refused by a unique key (23505).
-- Parameters: none. PostgreSQL 13 or newer.
INSERT INTO shop.products (category_id, sku, name, price)
SELECT category_id, sku, name, price FROM shop.products WHERE id = (SELECT min(id) FROM shop.products);
