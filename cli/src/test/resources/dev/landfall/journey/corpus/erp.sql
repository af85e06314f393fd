-- An ERP that grew for twenty years: every width of number, composite keys, partitions of each kind, names at the limit.
CREATE SEQUENCE `doc_seq` START WITH 100 INCREMENT BY 10 MINVALUE 1 MAXVALUE 1000000 CACHE 5 CYCLE;
CREATE SEQUENCE `Countdown` START WITH 50 INCREMENT BY -1 MINVALUE -50 MAXVALUE 50 NOCACHE;
CREATE TABLE `COMPANY` (
  `COMPANY_NO` char(4) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL,
  `NAME` varchar(80) NOT NULL,
  `CURRENCY` char(3) NOT NULL DEFAULT 'EUR',
  `FISCAL_START` tinyint(2) unsigned NOT NULL DEFAULT 1,
  `LOCKED` bit(1) NOT NULL DEFAULT b'0',
  PRIMARY KEY (`COMPANY_NO`),
  CONSTRAINT `month` CHECK (`FISCAL_START` >= 1 and `FISCAL_START` <= 12)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;
CREATE TABLE `employee` (
  `company_no` char(4) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL,
  `emp_no` mediumint(8) unsigned NOT NULL,
  `boss_no` mediumint(8) unsigned DEFAULT NULL,
  `last name` varchar(60) NOT NULL,
  `salary` decimal(10,2) NOT NULL DEFAULT 0.00,
  `hired` date NOT NULL,
  `shift_start` time DEFAULT NULL,
  `photo` longblob DEFAULT NULL,
  `a_column_name_that_somebody_made_as_long_as_MariaDB_allows_it_64` varchar(10) DEFAULT 'x''y"z\\',
  PRIMARY KEY (`company_no`,`emp_no`),
  KEY `boss` (`company_no`,`boss_no`),
  KEY `an_index_name_that_somebody_made_as_long_as_MariaDB_allows_it_64` (`last name`,`hired`),
  CONSTRAINT `employee_company` FOREIGN KEY (`company_no`) REFERENCES `COMPANY` (`COMPANY_NO`) ON UPDATE CASCADE,
  CONSTRAINT `employee_boss` FOREIGN KEY (`company_no`,`boss_no`) REFERENCES `employee` (`company_no`,`emp_no`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TABLE `a_table_name_that_somebody_made_as_long_as_MariaDB_allows_it__64` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `company_no` char(4) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT NULL,
  `emp_no` mediumint(8) unsigned DEFAULT NULL,
  `hours` decimal(4,2) unsigned DEFAULT NULL,
  `was paid` tinyint(1) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `boss` (`company_no`,`emp_no`),
  CONSTRAINT `a_constraint_name_that_somebody_made_as_long_as_MariaDB_allows64` FOREIGN KEY (`company_no`,`emp_no`) REFERENCES `employee` (`company_no`,`emp_no`) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TABLE `numbers_of_all_kinds` (
  `t` tinyint(4) NOT NULL,
  `tu` tinyint(3) unsigned DEFAULT NULL,
  `s` smallint(6) DEFAULT NULL,
  `su` smallint(5) unsigned DEFAULT NULL,
  `m` mediumint(9) DEFAULT NULL,
  `mu` mediumint(8) unsigned DEFAULT NULL,
  `i` int(11) DEFAULT NULL,
  `iu` int(10) unsigned DEFAULT NULL,
  `b` bigint(20) DEFAULT NULL,
  `bu` bigint(20) unsigned DEFAULT NULL,
  `d` decimal(65,30) DEFAULT NULL,
  `d0` decimal(38,0) DEFAULT NULL,
  `f` float DEFAULT NULL,
  `dd` double DEFAULT NULL,
  `fu` double unsigned DEFAULT NULL,
  `b64` bit(64) DEFAULT NULL,
  `b7` bit(7) DEFAULT b'1010101',
  `half` decimal(20,4) GENERATED ALWAYS AS (`i` / 2) VIRTUAL,
  `twice` bigint(20) GENERATED ALWAYS AS (`s` * 2 + ifnull(`t`,0)) STORED,
  PRIMARY KEY (`t`)
) ENGINE=InnoDB;
CREATE TABLE `moments` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `d0` datetime DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  `d1` datetime(1) DEFAULT NULL,
  `d2` datetime(2) DEFAULT NULL,
  `d3` datetime(3) DEFAULT current_timestamp(3),
  `d4` datetime(4) DEFAULT NULL,
  `d5` datetime(5) DEFAULT NULL,
  `d6` datetime(6) NOT NULL DEFAULT current_timestamp(6) ON UPDATE current_timestamp(6),
  `ts` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  `ts6` timestamp(6) NULL DEFAULT NULL,
  `t` time DEFAULT '00:00:00',
  `t4` time(4) DEFAULT NULL,
  `y` year(4) DEFAULT 2000,
  `day` date DEFAULT (curdate() + interval 30 day),
  PRIMARY KEY (`id`),
  KEY `d6` (`d6` DESC,`ts`)
) ENGINE=InnoDB AUTO_INCREMENT=9000000000;
CREATE TABLE `items` (
  `item_no` varchar(25) NOT NULL,
  `revision` smallint(5) unsigned NOT NULL DEFAULT 0,
  `doc_no` bigint(20) DEFAULT nextval(`doc_seq`),
  `guid` uuid DEFAULT uuid(),
  `hazard` set('toxic','flammable','explosive',' leading','ünstable') NOT NULL DEFAULT '',
  `abc` enum('A','B','C') CHARACTER SET ascii COLLATE ascii_bin DEFAULT 'C',
  `spec` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT '[]' CHECK (json_valid(`spec`)),
  `first_tag` varchar(50) GENERATED ALWAYS AS (json_value(`spec`,'$[0]')) STORED,
  `key` varchar(60) GENERATED ALWAYS AS (concat(`item_no`,'/',`revision`)) STORED,
  `drawing` mediumblob DEFAULT NULL,
  `manual` mediumtext /*M!100301 COMPRESSED*/ DEFAULT NULL,
  `long name` text DEFAULT NULL,
  PRIMARY KEY (`item_no`,`revision`),
  UNIQUE KEY `doc_no` (`doc_no`),
  UNIQUE KEY `long_name` (`long name`),
  KEY `abc` (`abc`,`item_no`(5) DESC)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='Parts\nand "assemblies"; 100% of them';
CREATE TABLE `bill of materials` (
  `parent_no` varchar(25) NOT NULL,
  `parent_rev` smallint(5) unsigned NOT NULL,
  `pos` int(11) NOT NULL,
  `child_no` varchar(25) DEFAULT NULL,
  `child_rev` smallint(5) unsigned DEFAULT NULL,
  `qty` decimal(15,6) NOT NULL DEFAULT 1.000000,
  `scrap` double NOT NULL DEFAULT 0.05,
  PRIMARY KEY (`parent_no`,`parent_rev`,`pos`),
  KEY `child` (`child_no`,`child_rev`),
  CONSTRAINT `bom_parent` FOREIGN KEY (`parent_no`,`parent_rev`) REFERENCES `items` (`item_no`,`revision`) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT `bom_child` FOREIGN KEY (`child_no`,`child_rev`) REFERENCES `items` (`item_no`,`revision`) ON DELETE SET NULL ON UPDATE NO ACTION,
  CONSTRAINT `no self` CHECK (`qty` > 0 and `scrap` < 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TABLE `ledger` (
  `year` smallint(6) NOT NULL,
  `voucher` bigint(20) unsigned NOT NULL,
  `line` int(11) NOT NULL DEFAULT 1,
  `booked` date NOT NULL,
  `debit` decimal(18,2) NOT NULL DEFAULT 0.00,
  `credit` decimal(18,2) NOT NULL DEFAULT 0.00,
  `balance` decimal(19,2) GENERATED ALWAYS AS (`debit` - `credit`) STORED,
  `text` varchar(60) CHARACTER SET utf8mb3 COLLATE utf8mb3_bin DEFAULT NULL,
  PRIMARY KEY (`year`,`voucher`,`line`),
  KEY `booked` (`booked`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 PARTITION BY RANGE COLUMNS(`year`,`voucher`)
(PARTITION `p2022` VALUES LESS THAN (2023,0) ENGINE = InnoDB,
 PARTITION `p2023a` VALUES LESS THAN (2023,50000) ENGINE = InnoDB,
 PARTITION `p2023b` VALUES LESS THAN (2024,0) ENGINE = InnoDB,
 PARTITION `pRest` VALUES LESS THAN (MAXVALUE,MAXVALUE) ENGINE = InnoDB);
CREATE TABLE `stock` (
  `site` int(11) NOT NULL,
  `item_no` varchar(25) NOT NULL,
  `lot` bigint(20) unsigned NOT NULL DEFAULT 0,
  `qty` decimal(15,3) NOT NULL,
  `counted` datetime DEFAULT NULL,
  PRIMARY KEY (`site`,`item_no`,`lot`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 PARTITION BY LIST (`site`)
(PARTITION `north` VALUES IN (1,2,3) ENGINE = InnoDB,
 PARTITION `south` VALUES IN (4,-5) ENGINE = InnoDB,
 PARTITION `elsewhere` DEFAULT ENGINE = InnoDB);
CREATE TABLE `time_clock` (
  `badge` int(10) unsigned NOT NULL,
  `at` timestamp(3) NOT NULL DEFAULT current_timestamp(3),
  `direction` enum('in','out') NOT NULL,
  PRIMARY KEY (`badge`,`at`)
) ENGINE=InnoDB
 PARTITION BY HASH (`badge`)
PARTITIONS 3;
CREATE TABLE `audit` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `at` datetime(3) NOT NULL,
  `who` varchar(80) NOT NULL DEFAULT '',
  `before` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`before`)),
  `after` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`after`)),
  PRIMARY KEY (`id`,`at`),
  KEY `booked` (`at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 PARTITION BY RANGE (to_days(`at`))
(PARTITION `old` VALUES LESS THAN (739251) ENGINE = InnoDB,
 PARTITION `new` VALUES LESS THAN MAXVALUE ENGINE = InnoDB);
CREATE TABLE `price_list` (
  `item_no` varchar(25) NOT NULL,
  `price` decimal(12,4) NOT NULL,
  `min_qty` int(11) NOT NULL DEFAULT 1,
  `began` timestamp(6) GENERATED ALWAYS AS ROW START,
  `ended` timestamp(6) GENERATED ALWAYS AS ROW END,
  PRIMARY KEY (`item_no`,`min_qty`,`ended`),
  PERIOD FOR SYSTEM_TIME (`began`,`ended`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin WITH SYSTEM VERSIONING;
CREATE TABLE `import_buffer` (
  `raw` mediumtext DEFAULT NULL,
  `n` bigint(20) unsigned DEFAULT NULL,
  `x` varbinary(100) DEFAULT NULL,
  `f` double DEFAULT NULL,
  UNIQUE KEY `n` (`n`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO `COMPANY` VALUES ('0001','Müller & Söhne','EUR',1,b'0'),('0002','O''Neill "Ltd"','GBP',4,b'1'),('aB','Lower','eur',12,b'0'),('AB','Upper','EUR',12,b'0');
INSERT INTO `employee` SELECT elt(1 + seq % 4, '0001', '0002', 'aB', 'AB'), seq, if(seq > 4, (seq - 1) % 4 + 1, NULL), concat(if(seq % 2 = 0, 'MÜLLER', 'Müller'), seq), seq * 1000.55, '1999-01-01' + INTERVAL seq MONTH, sec_to_time(seq * 1000), if(seq % 5 = 0, unhex(repeat('DEADBEEF', seq)), NULL), if(seq % 3 = 0, '', 'ß') FROM seq_1_to_40 WHERE seq <= 4 ORDER BY seq;
INSERT INTO `employee` (`company_no`,`emp_no`,`boss_no`,`last name`,`salary`,`hired`) SELECT elt(1 + seq % 4, '0001', '0002', 'aB', 'AB'), seq, if(seq % 4 = 0, 4, seq % 4), concat('Meier ', seq), seq * 999.99, '2001-02-28' + INTERVAL seq MONTH FROM seq_5_to_40;
INSERT INTO `a_table_name_that_somebody_made_as_long_as_MariaDB_allows_it__64` (`company_no`,`emp_no`,`hours`,`was paid`) SELECT if(seq % 7 = 0, NULL, elt(1 + seq % 4, '0001', '0002', 'aB', 'AB')), seq % 41, seq / 2, elt(1 + seq % 3, 0, 1, NULL) FROM seq_1_to_40;
INSERT INTO `numbers_of_all_kinds` (`t`,`tu`,`s`,`su`,`m`,`mu`,`i`,`iu`,`b`,`bu`,`d`,`d0`,`f`,`dd`,`fu`,`b64`,`b7`) VALUES
 (-128,0,-32768,0,-8388608,0,-2147483648,0,-9223372036854775808,0,-99999999999999999999999999999999999.999999999999999999999999999999,-99999999999999999999999999999999999999,-3.402823466e38,-1.7976931348623157e308,0,0,0),
 (127,255,15000,65535,8388607,16777215,2147483647,4294967295,9223372036854775807,18446744073709551615,99999999999999999999999999999999999.999999999999999999999999999999,99999999999999999999999999999999999999,3.402823466e38,1.7976931348623157e308,1.7976931348623157e308,18446744073709551615,127),
 (0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,9223372036854775808,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO `numbers_of_all_kinds` (`t`,`s`,`i`,`f`,`dd`,`fu`,`b64`,`d`) SELECT seq, seq * 100, seq * 3, seq / 3, 1 / seq, pow(10, -seq), seq, 1 / seq FROM seq_1_to_30;
INSERT INTO `moments` (`d0`,`d1`,`d2`,`d3`,`d4`,`d5`,`d6`,`ts`,`ts6`,`t`,`t4`,`y`,`day`) SELECT '1000-01-01', '9999-12-31 23:59:59.9', '2024-02-29 00:00:00.01', '1969-12-31 23:59:59.999', '1582-10-10 10:10:10.0001', '0001-01-01 00:00:00.00001', '2024-01-01 00:00:00.000001' + INTERVAL seq * 1000003 MICROSECOND, '2038-01-19 03:14:07' - INTERVAL seq * 1000 DAY_MINUTE, if(seq % 2 = 0, NULL, '1970-01-01 00:00:01.000001'), sec_to_time(cast(seq AS signed) * 100000 - 1000000), sec_to_time(seq * 0.1234), 1900 + seq * 6, '0001-01-01' + INTERVAL seq YEAR FROM seq_1_to_25;
INSERT INTO `items` (`item_no`,`revision`,`guid`,`hazard`,`abc`,`spec`,`drawing`,`manual`,`long name`) SELECT concat('IT-', lpad(seq, 4, '0')), seq % 3, if(seq % 5 = 0, NULL, concat('12345678-1234-4234-9234-', lpad(hex(seq), 12, '0'))), seq % 32, elt(1 + seq % 4, 'A', 'B', 'C', NULL), elt(1 + seq % 5, '["tag", 1]', '{"big": 123456789012345678901234567890.5, "small": 1e-400}', 'null', '["esc \\u00fc \\" \\\\ \\n", {"a": {"b": []}}]', NULL), repeat(unhex('00ff'), seq), repeat(concat('Chapter ', seq, '. '), seq * 10), concat('Long name of part ', seq, repeat('_', seq * 30)) FROM seq_1_to_40;
INSERT INTO `bill of materials` (`parent_no`,`parent_rev`,`pos`,`child_no`,`child_rev`,`qty`) SELECT concat('IT-', lpad(p.seq, 4, '0')), p.seq % 3, c.seq, concat('IT-', lpad(p.seq + c.seq, 4, '0')), (p.seq + c.seq) % 3, c.seq / 7 FROM seq_1_to_20 p, seq_1_to_3 c;
INSERT INTO `ledger` (`year`,`voucher`,`line`,`booked`,`debit`,`credit`,`text`) SELECT 2021 + seq % 5, seq * 2500, 1 + seq % 2, '2021-12-31' + INTERVAL seq MONTH, if(seq % 2 = 0, seq * 1234567.89, 0), if(seq % 2 = 0, 0, seq), concat('Übertrag ', seq) FROM seq_1_to_60;
INSERT INTO `stock` SELECT elt(1 + seq % 6, 1, 2, 3, 4, -5, 77), concat('IT-', lpad(seq, 4, '0')), seq * 18446744073709551, cast(seq AS signed) - 20.5, NULL FROM seq_1_to_60;
INSERT INTO `time_clock` SELECT 1000 + seq % 10, '2024-06-01 06:00:00.125' + INTERVAL seq HOUR, 1 + seq % 2 FROM seq_1_to_60;
INSERT INTO `audit` (`at`,`who`,`before`,`after`) SELECT '2023-12-28 23:59:59.999' + INTERVAL seq HOUR, concat('user', seq % 3), if(seq % 2 = 0, NULL, concat('{"id": ', seq, '}')), concat('{"id": ', seq, ', "id": ', seq + 1, '}') FROM seq_1_to_48;
INSERT INTO `price_list` (`item_no`,`price`,`min_qty`) SELECT concat('IT-', lpad(seq, 4, '0')), seq * 1.1, 1 + seq % 2 FROM seq_1_to_30;
UPDATE `price_list` SET `price` = `price` * 1.02 WHERE `min_qty` = 1;
INSERT INTO `import_buffer` SELECT if(seq % 4 = 0, NULL, concat('raw;', seq, ';"x"')), if(seq % 2 = 0, NULL, seq), unhex(md5(seq)), seq / 9 FROM seq_1_to_30;
DO nextval(`doc_seq`), nextval(`Countdown`);
CREATE VIEW `headcount` AS SELECT c.`COMPANY_NO` AS `company`, c.`NAME` AS `name`, count(e.`emp_no`) AS `heads`, sum(e.`salary`) AS `payroll`, max(e.`hired`) AS `latest` FROM `COMPANY` c LEFT JOIN `employee` e ON e.`company_no` = c.`COMPANY_NO` GROUP BY c.`COMPANY_NO`, c.`NAME`;
CREATE VIEW `bosses` AS SELECT e.`company_no`, e.`emp_no`, e.`last name`, b.`last name` AS `boss` FROM `employee` e JOIN `employee` b ON b.`company_no` = e.`company_no` AND b.`emp_no` = e.`boss_no`;
CREATE VIEW `a_view_name_that_somebody_made_as_long_as_MariaDB_allows_it___64` AS SELECT `company`, `heads`, CASE WHEN `payroll` IS NULL THEN 'nobody' WHEN `payroll` > 100000 THEN 'large' ELSE 'small' END AS `size` FROM `headcount`;
CREATE VIEW `trial_balance` AS SELECT `year` AS `year`, month(`booked`) AS `month`, sum(`debit`) AS `debit`, sum(`credit`) AS `credit`, sum(`debit` - `credit`) AS `end` FROM `ledger` GROUP BY `year`, month(`booked`);
CREATE VIEW `seniority` AS SELECT `company_no`, `emp_no`, year(`hired`) AS `since`, datediff('2024-01-01', `hired`) AS `days`, date_format(`hired`, '%Y-%m') AS `cohort` FROM `employee`;
CREATE VIEW `exploded` AS SELECT b.`parent_no`, b.`child_no`, b.`qty` * (1 + b.`scrap`) AS `gross_qty`, coalesce(s.`on_hand`, 0) AS `on_hand` FROM `bill of materials` b LEFT JOIN (SELECT `item_no`, sum(`qty`) AS `on_hand` FROM `stock` GROUP BY `item_no`) s ON s.`item_no` = b.`child_no`;
CREATE VIEW `current_prices` AS SELECT `item_no`, min(`price`) AS `best` FROM `price_list` GROUP BY `item_no`;
CREATE TRIGGER `no_negative_hours` BEFORE INSERT ON `a_table_name_that_somebody_made_as_long_as_MariaDB_allows_it__64` FOR EACH ROW BEGIN IF NEW.`hours` < 0 THEN SET NEW.`hours` = 0; END IF; END;
CREATE PROCEDURE `close year`(IN y smallint) BEGIN DECLARE n int; SELECT count(*) INTO n FROM `ledger` WHERE `year` = y; UPDATE `ledger` SET `text` = 'closed' WHERE `year` = y; END;
CREATE EVENT `nightly` ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 03:00:00' ON COMPLETION PRESERVE DISABLE COMMENT 'never "now"' DO DELETE FROM `import_buffer`;
-- changes
UPDATE `COMPANY` SET `NAME` = concat(`NAME`, ' KG'), `LOCKED` = b'1' WHERE `COMPANY_NO` = 'AB';
INSERT INTO `COMPANY` (`COMPANY_NO`,`NAME`) VALUES ('x', 'new');
UPDATE `COMPANY` SET `COMPANY_NO` = 'y' WHERE `COMPANY_NO` = 'x';
UPDATE `employee` SET `salary` = -`salary`, `photo` = x'', `last name` = 'Ǆ' WHERE `emp_no` < 10;
INSERT INTO `employee` (`company_no`,`emp_no`,`last name`,`hired`) VALUES ('y', 16777215, '', '2024-12-31');
DELETE FROM `employee` WHERE `emp_no` = 40;
UPDATE `a_table_name_that_somebody_made_as_long_as_MariaDB_allows_it__64` SET `hours` = 99.99, `was paid` = NOT `was paid`;
INSERT INTO `a_table_name_that_somebody_made_as_long_as_MariaDB_allows_it__64` (`hours`) VALUES (0.01);
DELETE FROM `a_table_name_that_somebody_made_as_long_as_MariaDB_allows_it__64` WHERE `id` = 3;
UPDATE `numbers_of_all_kinds` SET `f` = -`f`, `dd` = `dd` / 3, `s` = 16383, `b64` = 9223372036854775808, `bu` = 18446744073709551614, `i` = -`t`;
DELETE FROM `numbers_of_all_kinds` WHERE `t` = 17;
INSERT INTO `numbers_of_all_kinds` (`t`) VALUES (-1);
UPDATE `moments` SET `t` = '-838:59:59', `y` = 0, `day` = NULL WHERE `id` % 2 = 0;
INSERT INTO `moments` (`t4`) VALUES ('838:59:59.9999'), ('-00:00:00.0001');
DELETE FROM `moments` WHERE `id` = 9000000004;
INSERT INTO `items` (`item_no`) VALUES ('New'), ('new2');
UPDATE `items` SET `spec` = '["changed"]', `manual` = NULL, `hazard` = 31 WHERE `revision` = 1;
UPDATE `items` SET `item_no` = 'RENAMED' WHERE `item_no` = 'IT-0001';
DELETE FROM `items` WHERE `item_no` = 'IT-0010';
UPDATE `bill of materials` SET `qty` = `qty` + 0.000001, `scrap` = -1e300 WHERE `pos` = 2;
DELETE FROM `bill of materials` WHERE `pos` = 3 AND `parent_no` < 'IT-0005';
INSERT INTO `bill of materials` (`parent_no`,`parent_rev`,`pos`) VALUES ('New', 0, -1);
UPDATE `ledger` SET `year` = `year` + 1, `text` = NULL WHERE `year` = 2022;
DELETE FROM `ledger` WHERE `year` = 2025;
INSERT INTO `ledger` (`year`,`voucher`,`booked`,`debit`) VALUES (2023, 50000, '2023-07-01', 9999999999999999.99), (-1, 0, '0001-01-01', 0);
UPDATE `stock` SET `site` = 4 WHERE `site` = 77;
INSERT INTO `stock` VALUES (123456, 'x', 0, 0, '2024-01-01 00:00:00');
DELETE FROM `stock` WHERE `site` = -5;
UPDATE `time_clock` SET `badge` = `badge` + 7, `direction` = 'out' WHERE `badge` = 1003;
INSERT INTO `time_clock` (`badge`,`direction`) VALUES (4294967295, 'in');
DELETE FROM `time_clock` WHERE `badge` = 1005;
UPDATE `audit` SET `at` = '2024-06-06 06:06:06.006', `who` = '' WHERE `id` < 5;
INSERT INTO `audit` (`at`,`after`) VALUES ('2001-01-01', '""');
DELETE FROM `audit` WHERE `id` = 20;
UPDATE `price_list` SET `price` = 0 WHERE `item_no` = 'IT-0003';
INSERT INTO `price_list` (`item_no`,`price`) VALUES ('it-0003', 1);
DELETE FROM `price_list` WHERE `item_no` = 'IT-0004';
INSERT INTO `import_buffer` SELECT `raw`, NULL, `x`, `f` FROM `import_buffer`;
UPDATE `import_buffer` SET `raw` = NULL, `f` = -0.0 WHERE `n` < 10;
DELETE FROM `import_buffer` WHERE `n` IS NULL LIMIT 3;
