-- Refused by a foreign key (23503).
-- Parameters: none. PostgreSQL 13 or newer.
INSERT INTO shop.orders (customer_id) VALUES (2000000000);
