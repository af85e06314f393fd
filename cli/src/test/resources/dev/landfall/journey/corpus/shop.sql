-- A shop with BIGINT UNSIGNED keys throughout: money, flags, generated columns, ranges of dates, a sequence.
CREATE TABLE `currencies` (
  `code` char(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(60) NOT NULL DEFAULT '',
  `decimals` tinyint(3) unsigned NOT NULL DEFAULT 2,
  `rate` double NOT NULL DEFAULT 1,
  PRIMARY KEY (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='What''s "legal" tender; see c:\\rates';
CREATE TABLE `categories` (
  `id` smallint(5) unsigned NOT NULL AUTO_INCREMENT,
  `parent_id` smallint(5) unsigned DEFAULT NULL,
  `slug` varchar(100) CHARACTER SET latin1 COLLATE latin1_swedish_ci NOT NULL,
  `title` varchar(150) NOT NULL,
  `position` mediumint(8) NOT NULL DEFAULT 0,
  `is_visible` tinyint(1) NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  UNIQUE KEY `slug` (`slug`),
  KEY `idx_position` (`position` DESC,`id`),
  CONSTRAINT `fk_category_parent` FOREIGN KEY (`parent_id`) REFERENCES `categories` (`id`) ON DELETE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE `customers` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `uuid` uuid NOT NULL DEFAULT uuid(),
  `email` varchar(191) NOT NULL,
  `password_hash` varbinary(60) DEFAULT NULL,
  `first_name` varchar(80) DEFAULT NULL,
  `last_name` varchar(80) DEFAULT NULL,
  `full_name` varchar(161) GENERATED ALWAYS AS (concat(`first_name`,' ',`last_name`)) VIRTUAL,
  `is_active` tinyint(1) NOT NULL DEFAULT 1,
  `level` tinyint(1) NOT NULL DEFAULT 0 COMMENT '0 plain, 1 silver, 2 gold',
  `gender` enum('','m','f','it''s complicated','n/a, or "other"') NOT NULL DEFAULT '',
  `newsletters` set('daily','weekly & more','100%') NOT NULL DEFAULT 'daily',
  `birthday` date DEFAULT NULL,
  `joined_on` date NOT NULL DEFAULT curdate(),
  `last_ip` inet6 DEFAULT NULL,
  `referrer_id` bigint(20) unsigned DEFAULT NULL,
  `created_at` timestamp NOT NULL DEFAULT current_timestamp(),
  `updated_at` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_email` (`email`),
  UNIQUE KEY `uq_uuid` (`uuid`),
  KEY `idx_name` (`last_name`(20),`first_name`(10)),
  CONSTRAINT `fk_customer_referrer` FOREIGN KEY (`referrer_id`) REFERENCES `customers` (`id`) ON DELETE SET NULL
) ENGINE=InnoDB AUTO_INCREMENT=5000 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TABLE `addresses` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `customer_id` bigint(20) unsigned NOT NULL,
  `kind` enum('billing','shipping') NOT NULL DEFAULT 'shipping',
  `street` varchar(255) NOT NULL,
  `zip` char(10) CHARACTER SET latin1 COLLATE latin1_german1_ci NOT NULL DEFAULT '',
  `city` varchar(100) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci NOT NULL,
  `country` char(2) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `lat` decimal(10,7) DEFAULT NULL,
  `lng` decimal(10,7) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `idx_name` (`city`(15)),
  KEY `customer_id` (`customer_id`,`kind`),
  CONSTRAINT `addresses_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci ROW_FORMAT=DYNAMIC;
CREATE TABLE `products` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `sku` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(200) NOT NULL,
  `description` mediumtext DEFAULT NULL,
  `attributes` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT json_object() CHECK (json_valid(`attributes`)),
  `color` varchar(30) GENERATED ALWAYS AS (json_unquote(json_extract(`attributes`,'$.color'))) STORED,
  `price` decimal(12,4) unsigned NOT NULL,
  `vat` decimal(5,2) NOT NULL DEFAULT 19.00,
  `gross` decimal(14,4) GENERATED ALWAYS AS (`price` * 1.19) STORED,
  `weight` float DEFAULT NULL,
  `stock` int(11) NOT NULL DEFAULT 0,
  `warehouse_bits` bit(10) NOT NULL DEFAULT b'101',
  `vintage` year(4) DEFAULT NULL,
  `thumbnail` blob DEFAULT NULL,
  `deleted_at` datetime DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `sku` (`sku`),
  KEY `idx_position` (`price` DESC),
  KEY `by_start` (`description`(100)),
  FULLTEXT KEY `words` (`name`,`description`),
  CONSTRAINT `stock_range` CHECK (`stock` between -1000 and 1000000),
  CONSTRAINT `vat_known` CHECK (`vat` in (0,7,19.00))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TABLE `category_product` (
  `category_id` smallint(5) unsigned NOT NULL,
  `product_id` bigint(20) unsigned NOT NULL,
  `sort` int(10) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`category_id`,`product_id`),
  KEY `product_id` (`product_id`),
  CONSTRAINT `category_product_category` FOREIGN KEY (`category_id`) REFERENCES `categories` (`id`) ON DELETE CASCADE,
  CONSTRAINT `category_product_product` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB;
CREATE SEQUENCE `invoice_no` START WITH 20240001 INCREMENT BY 1 CACHE 10 NOCYCLE;
CREATE TABLE `orders` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `invoice` bigint(20) NOT NULL DEFAULT nextval(`invoice_no`),
  `user` bigint(20) unsigned DEFAULT NULL,
  `order` varchar(20) NOT NULL DEFAULT '',
  `offset` smallint(6) NOT NULL DEFAULT 0,
  `end` datetime(3) DEFAULT NULL,
  `desc` text DEFAULT NULL,
  `currency` char(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'EUR',
  `status` enum('new','paid','shipped','cancelled') NOT NULL DEFAULT 'new',
  `total` decimal(14,2) NOT NULL DEFAULT 0.00,
  `points` int(11) NOT NULL DEFAULT (1 + 2),
  `placed_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `paid_at` timestamp NULL DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq_invoice` (`invoice`),
  KEY `user` (`user`),
  KEY `currency` (`currency`),
  CONSTRAINT `orders_user` FOREIGN KEY (`user`) REFERENCES `customers` (`id`) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT `orders_currency` FOREIGN KEY (`currency`) REFERENCES `currencies` (`code`) ON UPDATE CASCADE,
  CONSTRAINT `total_positive` CHECK (`total` >= 0 or `status` = 'cancelled')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TABLE `order_items` (
  `order_id` bigint(20) unsigned NOT NULL,
  `line` smallint(5) unsigned NOT NULL,
  `product_id` bigint(20) unsigned DEFAULT NULL,
  `quantity` int(10) unsigned NOT NULL DEFAULT 1,
  `unit_price` decimal(12,4) NOT NULL,
  `line_total` decimal(20,4) GENERATED ALWAYS AS (`quantity` * `unit_price`) VIRTUAL,
  `options` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`options`)),
  PRIMARY KEY (`order_id`,`line`),
  KEY `product_id` (`product_id`),
  CONSTRAINT `order_items_order` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`) ON DELETE CASCADE,
  CONSTRAINT `order_items_product` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`) ON DELETE SET NULL
) ENGINE=InnoDB;
CREATE TABLE `shipments` (
  `order_id` bigint(20) unsigned NOT NULL,
  `line` smallint(5) unsigned NOT NULL,
  `parcel` int(10) unsigned NOT NULL,
  `carrier` varchar(30) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `pickup_from` time DEFAULT NULL,
  `pickup_until` time(3) DEFAULT '18:00:00.000',
  `label` mediumblob DEFAULT NULL,
  PRIMARY KEY (`order_id`,`line`,`parcel`),
  CONSTRAINT `shipments_line` FOREIGN KEY (`order_id`,`line`) REFERENCES `order_items` (`order_id`,`line`) ON DELETE CASCADE
) ENGINE=InnoDB;
CREATE TABLE `coupons` (
  `code` varchar(32) NOT NULL,
  `percent` float unsigned NOT NULL DEFAULT 0,
  `left` mediumint(8) unsigned NOT NULL DEFAULT 0,
  `valid` bit(1) NOT NULL DEFAULT b'1',
  `note` tinytext DEFAULT NULL,
  PRIMARY KEY (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE `price_history` (
  `product_id` bigint(20) unsigned NOT NULL,
  `valid_from` date NOT NULL,
  `price` decimal(12,4) NOT NULL,
  PRIMARY KEY (`product_id`,`valid_from`)
) ENGINE=InnoDB
 PARTITION BY RANGE COLUMNS(`valid_from`)
(PARTITION `p2022` VALUES LESS THAN ('2023-01-01') ENGINE = InnoDB,
 PARTITION `p2023` VALUES LESS THAN ('2024-01-01') ENGINE = InnoDB,
 PARTITION `pmax` VALUES LESS THAN (MAXVALUE) ENGINE = InnoDB);
CREATE TABLE `stock_moves` (
  `moved_at` datetime NOT NULL,
  `sku` varchar(40) NOT NULL,
  `delta` int(11) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
INSERT INTO `currencies` VALUES ('EUR','Euro',2,1),('USD','Dollar',2,1.0842),('JPY','Yen',0,163.45),('KWD','Dinar',3,0.3331),('eur','no such',2,1e-300);
INSERT INTO `categories` (`parent_id`,`slug`,`title`,`position`,`is_visible`) SELECT NULL, concat('root-', seq), concat('Röot ', seq), -cast(seq AS signed), seq % 2 FROM seq_1_to_5;
INSERT INTO `categories` (`parent_id`,`slug`,`title`,`position`) SELECT 1 + seq % 5, concat('sub-', seq), concat('Sub ', char(96 + seq USING utf8mb4), ' 😀'), seq * 1000 FROM seq_1_to_20;
INSERT INTO `customers` (`email`,`password_hash`,`first_name`,`last_name`,`is_active`,`level`,`gender`,`newsletters`,`birthday`,`joined_on`,`last_ip`,`referrer_id`,`created_at`)
 SELECT concat('Kunde', seq, '@Example.org'), unhex(sha2(seq, 256)), if(seq % 7 = 0, NULL, concat('Ann', seq)), concat('Müller-', seq), seq % 2, seq % 3, elt(1 + seq % 5, '', 'm', 'f', 'it''s complicated', 'n/a, or "other"'), seq % 8, if(seq % 4 = 0, NULL, '1960-01-01' + INTERVAL seq * 300 DAY), '2024-01-01', if(seq % 2 = 0, '2001:db8::1', '::ffff:10.0.0.1'), NULL, '2024-03-31 01:30:00' + INTERVAL seq HOUR FROM seq_1_to_40;
UPDATE `customers` SET `referrer_id` = `id` - 1 WHERE `id` % 3 = 0;
INSERT INTO `addresses` (`customer_id`,`kind`,`street`,`zip`,`city`,`country`,`lat`,`lng`) SELECT 5000 + seq % 40, 1 + seq % 2, concat('Straße ', seq), lpad(seq, 5, '0'), elt(1 + seq % 3, 'Zürich', 'ZÜRICH', '東京'), elt(1 + seq % 2, 'CH', 'jp'), seq - 30.1234567, 179.9999999 FROM seq_1_to_60;
INSERT INTO `products` (`sku`,`name`,`description`,`attributes`,`price`,`vat`,`weight`,`stock`,`warehouse_bits`,`vintage`,`thumbnail`,`deleted_at`)
 SELECT concat('SKU-', seq), concat('Thing no. ', seq), repeat(concat('A very fine thing ', seq, '. '), seq), concat('{"color": "', elt(1 + seq % 3, 'red', 'dark \\u0022blue\\u0022', 'gr\\u00fcn'), '", "size": ', seq, '.50, "tags": ["a", null, true]}'), seq * 1.2345, elt(1 + seq % 3, 0, 7, 19), seq / 7, cast(seq AS signed) - 5, seq, 1990 + seq, if(seq % 5 = 0, unhex(repeat('00FF', seq)), NULL), if(seq % 9 = 0, '2024-02-29 23:59:59', NULL) FROM seq_1_to_30;
INSERT INTO `category_product` SELECT 1 + a.seq % 25, b.seq, a.seq FROM seq_1_to_2 a, seq_1_to_30 b;
INSERT INTO `orders` (`user`,`order`,`offset`,`end`,`desc`,`currency`,`status`,`total`,`placed_at`,`paid_at`) SELECT if(seq % 6 = 0, NULL, 5000 + seq % 40), concat('O-', seq), -cast(seq AS signed), if(seq % 2 = 0, NULL, '2024-06-30 12:00:00.123'), if(seq % 3 = 0, '', concat('line 1\nline 2\t', seq)), elt(1 + seq % 3, 'EUR', 'USD', 'JPY'), 1 + seq % 4, seq * 10.01, '2024-01-01 00:00:00.000001' + INTERVAL seq DAY, if(seq % 2 = 0, '2024-10-27 01:30:00', NULL) FROM seq_1_to_50;
INSERT INTO `order_items` (`order_id`,`line`,`product_id`,`quantity`,`unit_price`,`options`) SELECT o.seq, l.seq, if(o.seq % 8 = 0, NULL, 1 + (o.seq + l.seq) % 30), l.seq, o.seq * 0.3333, if(l.seq = 1, NULL, concat('{"gift":"', o.seq, '","gift":"twice"}')) FROM seq_1_to_25 o, seq_1_to_2 l;
INSERT INTO `shipments` (`order_id`,`line`,`parcel`,`carrier`,`pickup_from`,`label`) SELECT seq, 1 + seq % 2, 4294967295 - seq, elt(1 + seq % 2, 'DHL', 'dhl'), sec_to_time(seq * 1800), concat('%PDF', char(0), seq) FROM seq_1_to_25;
INSERT INTO `coupons` VALUES ('WELCOME10',10,5,b'1',NULL),('spring',7.5,0,b'0','for\\ever'),('ÄPFEL',0.1,16777215,b'1',''),('x  y',33.3333,1,b'1','''quoted''');
INSERT INTO `price_history` SELECT 1 + seq % 10, '2022-06-01' + INTERVAL seq * 20 DAY, seq / 3 FROM seq_1_to_50;
INSERT INTO `stock_moves` SELECT '2024-01-01' + INTERVAL seq HOUR, concat('SKU-', 1 + seq % 30), cast(seq AS signed) - 20 FROM seq_1_to_40;
CREATE VIEW `active_customers` AS SELECT `id`, `email`, `full_name` FROM `customers` WHERE `is_active` = 1;
CREATE VIEW `order_totals` AS SELECT o.`id`, o.`user`, o.`status`, count(i.`line`) AS `lines`, sum(i.`quantity` * i.`unit_price`) AS `items_total` FROM `orders` o LEFT JOIN `order_items` i ON i.`order_id` = o.`id` GROUP BY o.`id`, o.`user`, o.`status`;
CREATE VIEW `customer_revenue` AS SELECT c.`id`, c.`last_name`, coalesce(sum(t.`items_total`), 0) AS `revenue`, CASE WHEN sum(t.`items_total`) > 100 THEN 'big' WHEN sum(t.`items_total`) > 0 THEN 'small' ELSE 'none' END AS `class` FROM `customers` c LEFT JOIN `order_totals` t ON t.`user` = c.`id` GROUP BY c.`id`, c.`last_name`;
CREATE VIEW `orders_per_month` AS SELECT year(`placed_at`) AS `y`, month(`placed_at`) AS `m`, count(*) AS `n`, sum(`total`) AS `total` FROM `orders` WHERE `status` <> 'cancelled' GROUP BY year(`placed_at`), month(`placed_at`);
CREATE VIEW `product_categories` AS SELECT p.`sku`, group_concat(c.`slug` ORDER BY c.`slug` SEPARATOR ', ') AS `slugs` FROM `products` p JOIN `category_product` cp ON cp.`product_id` = p.`id` JOIN `categories` c ON c.`id` = cp.`category_id` GROUP BY p.`sku`;
CREATE TRIGGER `orders_total` BEFORE UPDATE ON `orders` FOR EACH ROW SET NEW.`points` = floor(NEW.`total` / 10);
CREATE PROCEDURE `cancel_order`(IN p_order bigint unsigned) UPDATE `orders` SET `status` = 'cancelled' WHERE `id` = p_order;
CREATE FUNCTION `net`(gross decimal(12,2), vat decimal(5,2)) RETURNS decimal(12,2) DETERMINISTIC RETURN gross / (1 + vat / 100);
CREATE EVENT `purge_carts` ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM `stock_moves` WHERE `moved_at` < now() - INTERVAL 1 YEAR;
-- changes
UPDATE `currencies` SET `rate` = `rate` * 1.01, `name` = concat(`name`, '…');
INSERT INTO `currencies` VALUES ('GBP','Pound''s',2,0.84);
UPDATE `currencies` SET `code` = 'YEN' WHERE `code` = 'JPY';
UPDATE `categories` SET `position` = `position` + 1, `is_visible` = 1 - `is_visible` WHERE `id` > 3;
INSERT INTO `categories` (`parent_id`,`slug`,`title`) VALUES (9, 'late', 'Spät');
UPDATE `customers` SET `last_name` = concat('x', `last_name`), `level` = 2, `newsletters` = 'daily,100%' WHERE `id` % 5 = 0;
INSERT INTO `customers` (`email`,`first_name`,`last_name`) VALUES ('late@example.org', 'La', 'Te'), ('later@example.org', NULL, 'Ter');
DELETE FROM `customers` WHERE `id` IN (5003, 5004);
UPDATE `customers` SET `id` = 9000 WHERE `id` = 5007;
UPDATE `addresses` SET `city` = 'Genève', `lat` = -`lat`;
DELETE FROM `products` WHERE `id` = 4;
UPDATE `products` SET `price` = `price` + 1, `attributes` = json_set(`attributes`, '$.color', 'pink'), `vintage` = 0 WHERE `id` < 10;
INSERT INTO `products` (`sku`,`name`,`price`) VALUES ('sku-1', 'lower case', 0);
UPDATE `category_product` SET `sort` = 4294967295;
DELETE FROM `categories` WHERE `id` = 22;
UPDATE `orders` SET `total` = `total` + 5, `user` = NULL, `end` = '1000-01-01 00:00:00.999' WHERE `id` < 5;
INSERT INTO `orders` (`user`,`currency`) VALUES (9000, 'YEN');
DELETE FROM `orders` WHERE `id` = 6;
UPDATE `order_items` SET `quantity` = 9, `options` = '{"a": [1, 2.0, 1e3]}' WHERE `line` = 2;
UPDATE `shipments` SET `pickup_from` = '-25:10:00', `parcel` = `parcel` - 1000;
REPLACE INTO `coupons` VALUES ('Spring', 8, 1, b'1', 'replaced');
DELETE FROM `coupons` WHERE `code` = 'x  y';
UPDATE `price_history` SET `valid_from` = `valid_from` + INTERVAL 1 YEAR, `price` = -`price` WHERE `product_id` = 3;
DELETE FROM `price_history` WHERE `product_id` = 4;
INSERT INTO `stock_moves` SELECT * FROM `stock_moves` WHERE `delta` > 15;
UPDATE `stock_moves` SET `delta` = 0 WHERE `sku` = 'SKU-7';
DELETE FROM `stock_moves` WHERE `delta` < -15 LIMIT 2;
