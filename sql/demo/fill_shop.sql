-- Fills the demo's shop, in the current database, with exactly @rows rows, the same ones every time.
-- Parameters: the session variable @rows, at least 1000 (SET @rows = 200000). MariaDB 10.11 or newer.
SET NAMES utf8mb4;
SET time_zone = '+00:00';
SET sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION';

SET @suppliers = GREATEST(10, @rows DIV 1000);
SET @products = @rows * 3 DIV 100;
SET @customers = @rows * 10 DIV 100;
SET @orders = @rows * 15 DIV 100;
-- Text with a combining accent, built from its bytes so that no editor composes it.
SET @combining = CONVERT(x'65CC81636C616972' USING utf8mb4);

INSERT INTO categories (id, parent_id, name, position)
SELECT seq, IF(seq <= 5, NULL, seq DIV 5),
       CONCAT(ELT(1 + seq % 4, 'Küche', 'Bücher & Co.', '家電', 'Sale 🔥'), ' ', seq), CAST(seq AS SIGNED) - 20
FROM seq_1_to_40;

INSERT INTO suppliers (code, name, contact, rating)
SELECT CONCAT('S', LPAD(seq, 6, '0')),
       CONCAT(ELT(1 + seq % 3, 'Øresund A/S', 'Müller & Söhne', 'O''Brien "Bros"'), ' ', seq),
       NULLIF(ELT(1 + seq % 3, 'Jürgen Groß, €uro-Büro', '', 'none'), 'none'),
       ROUND(RAND(1) * 5, 2)
FROM seq_1_to_100000 WHERE seq <= @suppliers;

INSERT INTO products (id, category_id, sku, name, barcode, price, vat_rate, size, flags, attributes, shelf, created_at, updated_at)
SELECT seq,
       1 + seq % 40,
       CONCAT(IF(seq % 2, 'sku-', 'SKU-'), LPAD(seq, 8, '0')),
       ELT(1 + seq % 8, 'Teapot', 'T-shirt Größe L', '☕ Mug', @combining, '茶碗', 'مصباح', '👩‍👩‍👧‍👦 set', 'Tab\there, back\\slash '),
       ELT(1 + seq % 5, 18446744073709551615, 0, NULL, 9223372036854775808, 4000000000000 + seq),
       ROUND(RAND(2) * 500, 2),
       ELT(1 + seq % 3, 0.190, 0.070, 0.000),
       1 + seq % 5,
       seq % 32,
       ELT(1 + seq % 8,
           '{"colour":"red","colour":"blue"}',
           '{"escaped":"\\u00e9 \\ud83d\\ude00 \\/ \\\\N"}',
           '{"weight":1.50,"exact":12345678901234567890.123456789,"power":1E+2}',
           '  { "spaced" :\t[ ] }\n',
           'null',
           '"a text 🙂"',
           '[]',
           NULL),
       seq,
       '2023-03-26 02:30:00' + INTERVAL seq HOUR,
       '2024-10-27 00:30:00.000001' + INTERVAL seq MINUTE
FROM seq_1_to_100000000 WHERE seq <= @products;

INSERT INTO product_images (product_id, number, media_type, image, thumbnail, checksum)
SELECT seq,
       65535 - seq % 3,
       'image/png',
       CONCAT(REPEAT(UNHEX(SHA2(seq, 512)), seq % 60), IF(seq % 2, x'0000', '')),
       IF(seq % 3, UNHEX(SHA1(seq)), IF(seq % 2, '', NULL)),
       IF(seq % 7, UNHEX(MD5(seq)), x'AB000000000000000000000000000000')
FROM seq_1_to_100000000 WHERE seq <= @rows DIV 100;

INSERT INTO product_suppliers (product_id, supplier_code, cost, lead_time)
SELECT 1 + seq % @products,
       CONCAT('S', LPAD(1 + (seq * 7 + seq DIV @products) % @suppliers, 6, '0')),
       seq * 12345678.901234567890123456 - 50000000000,
       ELT(1 + seq % 4, '00:00:00', '-27:30:01', '200:00:00', NULL)
FROM seq_1_to_100000000 WHERE seq <= @rows * 3 DIV 100;

INSERT INTO inventory (product_id, on_hand, reserved, counted_on)
SELECT seq, 1000 + seq % 77, seq % 3, IF(seq % 9, '2024-02-29', NULL)
FROM seq_1_to_100000000 WHERE seq <= @products;

INSERT INTO customers (id, email, full_name, nickname, note, newsletter, born_on, balance)
SELECT seq,
       CONCAT(ELT(1 + seq % 3, 'Zoe', 'ana', 'LI'), '.', seq, '@example.', IF(seq % 2, 'com', 'ORG')),
       ELT(1 + seq % 6, 'Zoë Müller', 'Ana Đorđević', '李小龙', 'Ævar Þór', 'Łukasz Żak', 'Nguyễn Văn A'),
       ELT(1 + seq % 4, 'zed ', '', NULL, '🦊'),
       ELT(1 + seq % 5, '', NULL, ' leading and trailing ', 'line one\r\nline two', '\\N'),
       seq % 2,
       ELT(1 + seq % 4, '1582-10-04', '1900-02-28', NULL, '1999-12-31'),
       ELT(1 + seq % 3, -99999999.99, 0, 99999999.99)
FROM seq_1_to_100000000 WHERE seq <= @customers;

INSERT INTO addresses (id, customer_id, street, city, country, latitude, longitude)
SELECT seq, 1 + (seq - 1) % @customers,
       CONCAT(ELT(1 + seq % 3, 'Straße des 17. Juni ', 'Rue de l''Échelle ', '銀座 '), seq),
       ELT(1 + seq % 3, 'Berlin', 'Sète', '東京'),
       ELT(1 + seq % 3, 'de', 'FR', 'jp'),
       RAND(3) * 180 - 90,
       IF(seq % 10, RAND(4) * 360 - 180, NULL)
FROM seq_1_to_100000000 WHERE seq <= @rows * 11 DIV 100;

-- The first address of a customer has the customer's number.
INSERT INTO orders (id, customer_id, address_id, status, placed_at, shipped_at, remark)
SELECT seq, customer, IF(seq % 8, customer, NULL), 1 + seq % 4,
       '2024-01-01 00:00:00.000001' + INTERVAL seq * 1009 SECOND + INTERVAL seq MICROSECOND,
       IF(seq % 4 = 2, '2024-03-31 01:30:00.999' + INTERVAL seq * 1009 SECOND, NULL),
       ELT(1 + seq % 4, NULL, '', 'please ring twice', 'bitte klingeln 🔔')
FROM (SELECT seq, 1 + FLOOR(RAND(5) * @customers) AS customer FROM seq_1_to_100000000 WHERE seq <= @orders) AS picked;

INSERT INTO order_items (order_id, line, product_id, quantity, unit_price)
SELECT 1 + (seq - 1) DIV 2, 1 + (seq - 1) % 2, 1 + FLOOR(RAND(6) * @products), 1 + seq % 9, ROUND(RAND(7) * 500, 2)
FROM seq_1_to_100000000 WHERE seq <= @orders * 2;

-- Versions 1, 4 and 7, which MariaDB sorts each in its own way.
INSERT INTO payments (order_id, reference, request_id, amount, paid_at)
SELECT seq, CONCAT('INV-', NEXTVAL(invoice_numbers)), INSERT(INSERT(MD5(seq), 13, 1, ELT(1 + seq % 3, 1, 4, 7)), 17, 1, 'a'),
       ROUND(RAND(8) * 5000 - 500, 4),
       '2024-01-01 00:00:00.999999' + INTERVAL seq * 1009 SECOND
FROM seq_1_to_100000000 WHERE seq <= @rows * 12 DIV 100;

INSERT INTO reviews (product_id, customer_id, stars, body, written_at)
SELECT 1 + seq % @products, IF(seq % 11, 1 + seq * 13 % @customers, NULL), 1 + seq % 5,
       ELT(1 + seq % 7,
           CONCAT('Great ', @combining, ' 👍🏽'),
           'Naïve? Œuvre! ﬁne',
           'שלום עולם',
           '',
           REPEAT('very long … ', 300),
           'quotes '' " ` and \\. \\N \t and a line\nmore  ',
           '𝒻𝒶𝓃𝒸𝓎 𠜎 🏴󠁧󠁢󠁳󠁣󠁴󠁿'),
       '2024-05-01 12:00:00' + INTERVAL seq SECOND
FROM seq_1_to_100000000 WHERE seq <= @rows * 2 DIV 100;

INSERT INTO carts (id, customer_id, `lines`, version, touched_at)
SELECT INSERT(INSERT(MD5(CONCAT('cart', seq)), 13, 1, ELT(1 + seq % 3, 1, 4, 7)), 17, 1, '9'),
       IF(seq % 3, 1 + seq * 17 % @customers, NULL),
       CONCAT('[{"sku": "sku-', seq, '", "n": ', seq % 4, '}, {"gift": "\\u2764"}]'), 4294967295 - seq % 2,
       '2024-06-01 00:00:00.123' + INTERVAL seq SECOND
FROM seq_1_to_100000000 WHERE seq <= @rows * 2 DIV 100;

INSERT INTO sessions (token, customer_id, secret, address, expires_at)
SELECT CONCAT(IF(seq % 2, 'Sess-', 'sESS-'), LPAD(seq, 8, '0'), ELT(1 + seq % 3, '', '-ß', '-é')),
       IF(seq % 4, 1 + seq * 19 % @customers, NULL),
       IF(seq % 5, UNHEX(MD5(seq)), x'00000000000000000000000000000000'),
       ELT(1 + seq % 4, '::', '::ffff:192.0.2.1', '2001:db8::ff00:42:8329', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'),
       '9999-12-31 23:59:59'
FROM seq_1_to_100000000 WHERE seq <= @rows * 2 DIV 100;

INSERT INTO settings
VALUES ('highest', 'ends', REPEAT('🙂', 200), 127, 255, 65535, 8388607, 4294967295, 9223372036854775807, 18446744073709551615,
        99999999999999999999.999999999999999999, 99999999999999999999999999999999999.999999999999999999999999999999,
        3.40282e38, 1.7976931348623157e308, b'1', x'FFFFFFFFFFFFFFFF', 2155, '9999-12-31', '838:59:59.999999',
        '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07.999', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
        'ffffffff-ffff-ffff-ffff-ffffffffffff', '{"a":1,"a":2}', REPEAT(x'00FF', 150000)),
       ('lowest', 'ends', '', -128, 0, 0, -8388608, 0, -9223372036854775808, 0,
        -99999999999999999999.999999999999999999, -99999999999999999999999999999999999.999999999999999999999999999999,
        -3.40282e38, -1.7976931348623157e308, b'0', 0, 0000, '0001-01-01', '-838:59:59.999999',
        '0001-01-01 00:00:00.000001', '1970-01-01 00:00:01.000', '::', '00000000-0000-0000-0000-000000000000', 'null', x'00'),
       ('nearest to zero', 'ends', ' ', -1, 1, 1, -1, 1, -1, 1, 0.000000000000000001, -0.000000000000000000000000000001,
        1.17549e-38, 2.2250738585072014e-308, NULL, 1, 1901, '1582-10-15', '-00:00:00.000001',
        '1969-12-31 23:59:59.999999', '2024-03-31 01:00:00.000', '::1', '00000000-0000-0000-0000-000000000001', '0', ''),
       ('nothing', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL, NULL),
       ('Key', 'case', 'a key in one case', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, b'0', 0, 1970, '2000-02-29', '00:00:00',
        '2000-02-29 12:00:00', '2001-09-09 01:46:40.500', '::ffff:0:0', '123e4567-e89b-12d3-a456-426614174000', '{}', x'0000'),
       ('key', 'case', 'and in the other  ', 1, 1, 1, 1, 1, 1, 1, 1.5, -1.5, 0.1, 0.1, b'1', 256, 1999, '2100-02-28', '23:59:59.5',
        '2024-02-29 23:59:59.5', '2024-10-27 01:30:00.001', 'fe80::1', '123e4567-e89b-12d3-a456-426614174001',
        '"\\u0041\\ud834\\udd1e"', x'FF00');

-- Three equal rows at a time, and as many rows as are missing.
SET @missing = @rows - (SELECT COUNT(*) FROM categories) - (SELECT COUNT(*) FROM suppliers) - (SELECT COUNT(*) FROM products)
    - (SELECT COUNT(*) FROM product_images) - (SELECT COUNT(*) FROM product_suppliers) - (SELECT COUNT(*) FROM inventory)
    - (SELECT COUNT(*) FROM customers) - (SELECT COUNT(*) FROM addresses) - (SELECT COUNT(*) FROM orders)
    - (SELECT COUNT(*) FROM order_items) - (SELECT COUNT(*) FROM payments) - (SELECT COUNT(*) FROM reviews)
    - (SELECT COUNT(*) FROM carts) - (SELECT COUNT(*) FROM sessions) - (SELECT COUNT(*) FROM settings);
INSERT INTO audit_log (happened_at, actor, action, details)
SELECT '2024-01-01 00:00:00.001' + INTERVAL seq DIV 3 MINUTE, IF(seq DIV 3 % 4, 'ops ', NULL),
       ELT(1 + seq DIV 3 % 3, 'login', 'price changed', 'export'), IF(seq DIV 3 % 2, '{"ok": true, "ok": false}', NULL)
FROM seq_1_to_100000000 WHERE seq <= @missing;
