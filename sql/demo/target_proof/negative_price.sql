-- Refused by a CHECK (23514).
-- Parameters: none. PostgreSQL 13 or newer.
UPDATE shop.products SET price = -0.01 WHERE id = (SELECT min(id) FROM shop.products);
