-- What does not come back by itself, in one transaction: a key that changes with its children, two products that swap a unique
-- number, equal rows of a table without a key, letters from everywhere. Parameters: none. PostgreSQL 13 or newer.
BEGIN;
UPDATE shop.suppliers SET code = lower(code) WHERE code = (SELECT min(code) FROM shop.suppliers);
CREATE TEMPORARY TABLE before ON COMMIT DROP AS SELECT id, shelf FROM shop.products WHERE id IN (1, 2);
UPDATE shop.products SET shelf = NULL WHERE id IN (1, 2);
UPDATE shop.products SET shelf = before.shelf FROM before WHERE products.id = 3 - before.id;
INSERT INTO shop.audit_log (happened_at, actor, action, details)
SELECT happened_at, actor, action, details FROM (SELECT * FROM shop.audit_log LIMIT 1) AS one, generate_series(1, 3);
UPDATE shop.customers SET note = '„größer“ 🐘 茶碗' WHERE id = (SELECT max(id) FROM shop.customers);
COMMIT;
