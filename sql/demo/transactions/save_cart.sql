-- A cart is written, whether it exists or not.
-- Parameters: none. MariaDB 10.11 or newer.
SET @id = CAST(INSERT(INSERT(MD5(RAND()), 13, 1, '4'), 17, 1, 'b') AS UUID);
SET @cart = IF(RAND() < 0.2, @id, (SELECT id FROM carts WHERE id >= CAST(@id AS UUID) ORDER BY id LIMIT 1));
START TRANSACTION;
INSERT INTO carts (id, `lines`) VALUES (COALESCE(@cart, @id), '[]')
ON DUPLICATE KEY UPDATE version = IF(version = 4294967295, 0, version + 1), `lines` = CONCAT('[{"n": ', version, ',"n":null}]');
COMMIT;
