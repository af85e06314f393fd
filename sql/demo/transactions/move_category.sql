-- A category gets a child and is deleted: the child's parent becomes NULL inside the same table.
-- Parameters: none. MariaDB 10.11 or newer.
START TRANSACTION;
INSERT INTO categories (parent_id, name) VALUES (1 + FLOOR(RAND() * 40), UUID());
SET @parent = LAST_INSERT_ID();
INSERT INTO categories (parent_id, name) VALUES (@parent, UUID());
DELETE FROM categories WHERE id = @parent;
COMMIT;
