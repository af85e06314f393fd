-- A forum: text in many collations, text keys, polls, private messages, moderation history, addresses, places.
CREATE TABLE `Members` (
  `MemberId` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `Nick` varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
  `Mail Address` varchar(120) CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci DEFAULT NULL,
  `Signature` text CHARACTER SET latin1 COLLATE latin1_general_ci DEFAULT NULL,
  `About-Me` mediumtext /*M!100301 COMPRESSED*/ DEFAULT NULL,
  `registered_ip` inet4 DEFAULT NULL,
  `last_ip` inet6 DEFAULT '::1',
  `isAdmin` tinyint(1) NOT NULL DEFAULT 0,
  `timezone` decimal(3,1) NOT NULL DEFAULT -1.5,
  `posts` mediumint(8) unsigned NOT NULL DEFAULT 0,
  `flags` set('hide mail','a\\b','it''s','"x"','NULL') DEFAULT NULL,
  `born` year(4) DEFAULT NULL,
  `lastSeen` timestamp(3) NULL DEFAULT NULL ON UPDATE current_timestamp(3),
  PRIMARY KEY (`MemberId`),
  UNIQUE KEY `Nick` (`Nick`),
  KEY `shared_index` (`posts`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='All who ever came; "banned" ones too';
CREATE TABLE `boards` (
  `board` varchar(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `parent` varchar(30) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `title` varchar(100) NOT NULL,
  `access` enum('read','write','read/write','','ÄÖÜ','100%') CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT 'read',
  `rank` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`board`),
  KEY `parent` (`parent`),
  CONSTRAINT `boards_parent` FOREIGN KEY (`parent`) REFERENCES `boards` (`board`) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
CREATE TABLE `threads` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `board` varchar(30) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `starter` int(10) unsigned DEFAULT NULL,
  `subject` varchar(255) NOT NULL DEFAULT '(no subject)',
  `subject_length` int(11) GENERATED ALWAYS AS (char_length(`subject`)) VIRTUAL,
  `subject_upper` varchar(255) GENERATED ALWAYS AS (ucase(`subject`)) STORED,
  `sticky` tinyint(1) NOT NULL DEFAULT 0,
  `views` bigint(20) unsigned NOT NULL DEFAULT 0,
  `opened` datetime NOT NULL DEFAULT current_timestamp(),
  `opened_day` date GENERATED ALWAYS AS (cast(`opened` as date)) STORED,
  `last_post` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `shared_index` (`board`,`sticky` DESC,`opened` DESC),
  KEY `last_post` (`last_post`),
  CONSTRAINT `threads_board` FOREIGN KEY (`board`) REFERENCES `boards` (`board`) ON UPDATE CASCADE,
  CONSTRAINT `threads_starter` FOREIGN KEY (`starter`) REFERENCES `Members` (`MemberId`) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE `posts` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `thread_id` int(11) NOT NULL,
  `author` int(10) unsigned DEFAULT NULL,
  `body` longtext NOT NULL,
  `body_hash` binary(16) GENERATED ALWAYS AS (unhex(md5(`body`))) STORED,
  `edited` datetime(6) DEFAULT NULL ON UPDATE current_timestamp(6),
  `edited_by` varchar(50) DEFAULT NULL,
  `created` datetime(1) NOT NULL,
  `score` smallint(6) NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  KEY `thread_id` (`thread_id`,`id` DESC),
  FULLTEXT KEY `body` (`body`),
  CONSTRAINT `posts_thread` FOREIGN KEY (`thread_id`) REFERENCES `threads` (`id`) ON DELETE CASCADE,
  CONSTRAINT `posts_author` FOREIGN KEY (`author`) REFERENCES `Members` (`MemberId`) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
ALTER TABLE `threads` ADD CONSTRAINT `threads_last_post` FOREIGN KEY (`last_post`) REFERENCES `posts` (`id`);
CREATE TABLE `attachments` (
  `id` uuid NOT NULL DEFAULT uuid(),
  `post_id` int(11) NOT NULL,
  `File Name` varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `content` longblob NOT NULL,
  `icon` tinyblob DEFAULT NULL,
  `sha1` binary(20) DEFAULT NULL,
  `meta` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT '{"w": 0, "h": 0}' CHECK (json_valid(`meta`)),
  `width` int(11) GENERATED ALWAYS AS (json_value(`meta`,'$.w')) VIRTUAL,
  PRIMARY KEY (`id`),
  KEY `post_id` (`post_id`),
  KEY `content` (`content`(20)),
  CONSTRAINT `attachments_post` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TABLE `polls` (
  `thread_id` int(11) NOT NULL,
  `choice` tinyint(3) unsigned NOT NULL,
  `label` varchar(80) NOT NULL,
  `closes` time(6) NOT NULL DEFAULT '23:59:59.999999',
  PRIMARY KEY (`thread_id`,`choice`),
  UNIQUE KEY `label` (`thread_id`,`label`),
  CONSTRAINT `polls_thread` FOREIGN KEY (`thread_id`) REFERENCES `threads` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci;
CREATE TABLE `poll_votes` (
  `thread_id` int(11) NOT NULL,
  `choice` tinyint(3) unsigned DEFAULT NULL,
  `member` int(10) unsigned NOT NULL,
  `weight` float NOT NULL DEFAULT 1,
  PRIMARY KEY (`member`,`thread_id`),
  KEY `choice` (`thread_id`,`choice`),
  CONSTRAINT `votes_choice` FOREIGN KEY (`thread_id`,`choice`) REFERENCES `polls` (`thread_id`,`choice`) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT `votes_member` FOREIGN KEY (`member`) REFERENCES `Members` (`MemberId`) ON DELETE CASCADE
) ENGINE=InnoDB;
CREATE TABLE `private messages` (
  `from` int(10) unsigned NOT NULL,
  `to` int(10) unsigned NOT NULL,
  `when` datetime(6) NOT NULL,
  `select` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin NOT NULL DEFAULT '',
  `Text` text DEFAULT NULL,
  `group` int(11) GENERATED ALWAYS AS (`from` % 4) STORED,
  PRIMARY KEY (`from`,`to`,`when`),
  KEY `shared_index` (`select`),
  KEY `to` (`to`),
  CONSTRAINT `from` FOREIGN KEY (`from`) REFERENCES `Members` (`MemberId`),
  CONSTRAINT `to` FOREIGN KEY (`to`) REFERENCES `Members` (`MemberId`) ON UPDATE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TABLE `bans` (
  `pattern` varchar(100) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL,
  `reason` varchar(200) DEFAULT NULL,
  `until` date DEFAULT NULL,
  PRIMARY KEY (`pattern`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci WITH SYSTEM VERSIONING;
CREATE TABLE `meetups` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `place` point NOT NULL,
  `route` linestring DEFAULT NULL,
  `starts` datetime(2) DEFAULT NULL,
  `fee` decimal(6,2) DEFAULT NULL,
  PRIMARY KEY (`id`),
  SPATIAL KEY `place` (`place`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TABLE `sessions` (
  `sid` char(32) CHARACTER SET latin1 COLLATE latin1_swedish_ci NOT NULL,
  `member` int(10) unsigned DEFAULT NULL,
  `data` mediumtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL,
  `touched` int(10) unsigned NOT NULL,
  PRIMARY KEY (`sid`),
  KEY `touched` (`touched`)
) ENGINE=InnoDB
 PARTITION BY KEY (`sid`)
PARTITIONS 4;
CREATE TABLE `word_index` (
  `word` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `post_id` int(11) NOT NULL,
  `hits` smallint(5) unsigned NOT NULL DEFAULT 1,
  UNIQUE KEY `word_post` (`word`,`post_id`)
) ENGINE=InnoDB;
INSERT INTO `Members` (`Nick`,`Mail Address`,`Signature`,`About-Me`,`registered_ip`,`last_ip`,`isAdmin`,`timezone`,`posts`,`flags`,`born`,`lastSeen`)
 SELECT elt(1 + seq % 4, concat('neo', seq), concat('Trinity_', seq), concat('Ødegård ', seq), concat('李', seq, ' 🙂')), if(seq % 6 = 0, NULL, concat('M', seq, '@Exämple.org')), concat('-- \r\n™ & ÿ ', seq), repeat(concat('about me ', seq, ' '), seq * 3), inet_ntoa(167772160 + seq), concat('fe80::', hex(seq)), seq = 1, seq / 4 - 5, seq * 1000, if(seq % 5 = 0, NULL, seq % 32), if(seq % 3 = 0, NULL, 1950 + seq), '2024-03-31 00:59:59.999' + INTERVAL seq SECOND FROM seq_1_to_30;
INSERT INTO `boards` VALUES ('main',NULL,'Main — Hauptforum','write',1),('off-topic','main','Off topic','read/write',-128),('Main','main','Case matters','',127),('trash',NULL,'','100%',0),('old','trash','ältere','ÄÖÜ',5),('null','off-topic','NULL',NULL,0);
INSERT INTO `threads` (`id`,`board`,`starter`,`subject`,`sticky`,`views`,`opened`) SELECT seq, elt(1 + seq % 4, 'main', 'Main', 'old', 'off-topic'), if(seq % 9 = 0, NULL, 1 + seq % 30), concat(if(seq % 2 = 0, 'Re: ', ''), 'straße ', seq, ' ', repeat('é', seq)), seq % 2, seq * 1000000007, '2023-12-31 20:00:00' + INTERVAL seq HOUR FROM seq_1_to_40;
INSERT INTO `posts` (`id`,`thread_id`,`author`,`body`,`created`,`score`) SELECT seq, 1 + seq % 40, if(seq % 10 = 0, NULL, 1 + seq % 30), concat('[quote="x"]', repeat(concat('blah ', seq, ' \\o/ '), seq), '[/quote]\n'), '2024-01-01 10:00:00.5' + INTERVAL seq MINUTE, cast(seq AS signed) - 30 FROM seq_1_to_60;
UPDATE `threads` SET `last_post` = `id` - 1 WHERE `id` > 1;
INSERT INTO `attachments` (`id`,`post_id`,`File Name`,`content`,`icon`,`sha1`,`meta`) SELECT concat('00000000-0000-4000-8000-', lpad(hex(seq), 12, '0')), seq, concat('Bild ', seq, if(seq % 2 = 0, '.PNG', '.png ')), unhex(repeat(hex(seq * 7), seq * 20)), x'00', unhex(sha1(seq)), elt(1 + seq % 4, '{"w": 640, "h": 480.0}', '{"name":"tab\\there \\u00e9 \\ud83d\\ude00 \\/","w":1}', NULL, '[1, "2", {"w": null}]') FROM seq_1_to_30;
INSERT INTO `polls` (`thread_id`,`choice`,`label`) SELECT t.seq, c.seq * 50, concat('Wahl ', c.seq) FROM seq_1_to_10 t, seq_1_to_5 c;
INSERT INTO `poll_votes` SELECT 1 + m.seq % 10, if(m.seq % 4 = 0, NULL, 50 * (1 + m.seq % 5)), m.seq, m.seq / 3 FROM seq_1_to_30 m;
INSERT INTO `private messages` (`from`,`to`,`when`,`select`,`Text`) SELECT 1 + seq % 30, 1 + (seq * 7) % 30, '2024-02-29 23:59:59.999999' + INTERVAL seq SECOND, if(seq % 3 = 0, 'a ', 'a'), if(seq % 4 = 0, NULL, concat('Hi,\n', seq)) FROM seq_1_to_50;
INSERT INTO `bans` SELECT concat('%@spam', seq, '.test'), if(seq % 2 = 0, NULL, 'spam "n'' scam"'), if(seq % 3 = 0, NULL, '9999-12-31') FROM seq_1_to_15;
INSERT INTO `bans` (`pattern`) VALUES ('M1_@Ex%');
UPDATE `bans` SET `reason` = 'looked at twice' WHERE `until` IS NULL;
INSERT INTO `meetups` (`place`,`route`,`starts`,`fee`) SELECT point(seq / 10, 50 - seq), if(seq % 2 = 0, NULL, st_linefromtext(concat('LINESTRING(0 0,1 ', seq, ',2.5 -3)'))), '2024-07-01 19:00:00.25', seq FROM seq_1_to_20;
INSERT INTO `sessions` SELECT md5(seq), if(seq % 3 = 0, NULL, 1 + seq % 30), repeat(concat('k', seq, '|s:1:"v";'), 5), 4294967295 - seq FROM seq_1_to_40;
INSERT INTO `word_index` SELECT elt(1 + seq % 5, 'The', 'the', 'thé', 'foo  ', 'ﬀ'), seq, seq % 7 FROM seq_1_to_60;
CREATE VIEW `thread list` AS SELECT t.`id`, t.`subject`, m.`Nick` AS `Starter Nick`, b.`title` AS `board title`, t.`views` FROM (`threads` t JOIN `boards` b ON b.`board` = t.`board`) LEFT JOIN `Members` m ON m.`MemberId` = t.`starter`;
CREATE VIEW `busy_members` AS SELECT p.`author`, count(*) AS `n`, sum(p.`score`) AS `score`, avg(p.`score`) AS `mean`, max(p.`created`) AS `latest` FROM `posts` p WHERE p.`author` IS NOT NULL GROUP BY p.`author` HAVING count(*) > 1;
CREATE VIEW `busy_names` AS SELECT m.`Nick`, b.`n`, CASE WHEN b.`score` > 0 THEN '+' WHEN b.`score` < 0 THEN '-' ELSE '0' END AS `sign` FROM `busy_members` b JOIN `Members` m ON m.`MemberId` = b.`author`;
CREATE VIEW `posts_by_day` AS SELECT cast(`created` AS date) AS `day`, count(*) AS `n`, count(DISTINCT `author`) AS `authors` FROM `posts` GROUP BY cast(`created` AS date);
CREATE VIEW `found_words` AS SELECT `post_id`, group_concat(DISTINCT `word` ORDER BY `word` SEPARATOR ' ') AS `words` FROM `word_index` GROUP BY `post_id`;
CREATE VIEW `poll_results` AS SELECT p.`thread_id`, p.`label`, count(v.`member`) AS `votes`, round(coalesce(sum(v.`weight`), 0), 1) AS `weighted` FROM `polls` p LEFT JOIN `poll_votes` v ON v.`thread_id` = p.`thread_id` AND v.`choice` = p.`choice` GROUP BY p.`thread_id`, p.`choice`, p.`label`;
CREATE VIEW `matching_bans` AS SELECT m.`MemberId`, b.`pattern` FROM `Members` m JOIN `bans` b ON m.`Mail Address` LIKE b.`pattern`;
CREATE TRIGGER `posts_count` AFTER INSERT ON `posts` FOR EACH ROW UPDATE `Members` SET `posts` = `posts` + 1 WHERE `MemberId` = NEW.`author`;
CREATE FUNCTION `Display Name`(id int unsigned) RETURNS varchar(60) READS SQL DATA RETURN (SELECT concat('@', `Nick`) FROM `Members` WHERE `MemberId` = id);
-- changes
INSERT INTO `Members` (`Nick`,`registered_ip`) VALUES ('late ', '255.255.255.255');
UPDATE `Members` SET `About-Me` = repeat('é🙂', 3000), `flags` = 'it''s,NULL', `last_ip` = NULL, `Signature` = NULL WHERE `MemberId` > 20;
UPDATE `Members` SET `MemberId` = 4000000000 WHERE `MemberId` = (SELECT * FROM (SELECT max(`MemberId`) FROM `Members`) newest);
DELETE FROM `posts` WHERE `id` = 60;
UPDATE `boards` SET `access` = NULL, `title` = concat(`title`, '!') WHERE `rank` > 0;
UPDATE `boards` SET `board` = 'archive' WHERE `board` = 'null';
DELETE FROM `boards` WHERE `board` = 'trash';
INSERT INTO `boards` (`board`,`title`) VALUES ('Off-Topic', 'other case');
UPDATE `threads` SET `subject` = concat('ÿ ǆ ', `subject`), `opened` = '1000-01-01 00:00:00' WHERE `id` < 6;
INSERT INTO `threads` (`board`,`views`) VALUES ('Off-Topic', 9223372036854775807);
UPDATE `threads` SET `last_post` = NULL WHERE `last_post` IN (6, 46, 7);
DELETE FROM `threads` WHERE `id` = 7;
INSERT INTO `posts` (`thread_id`,`author`,`body`,`created`) SELECT 1, 2, concat('new ', seq), '2024-05-05 05:05:05.9' FROM seq_1_to_5;
UPDATE `posts` SET `body` = '', `score` = -32768 WHERE `id` IN (11, 12);
UPDATE `posts` SET `edited_by` = 'moderator', `score` = `score` WHERE `id` BETWEEN 20 AND 25;
INSERT INTO `attachments` (`id`,`post_id`,`File Name`,`content`) VALUES ('ffffffff-ffff-4fff-bfff-ffffffffffff', 1, '', '');
UPDATE `attachments` SET `meta` = '{"w": 12, "deep": {"a": [[[]]]}}', `icon` = NULL WHERE `post_id` < 10;
DELETE FROM `attachments` WHERE `post_id` = 20;
UPDATE `polls` SET `choice` = 255, `label` = 'zuletzt', `closes` = '-00:00:00.000001' WHERE `choice` = 250;
DELETE FROM `polls` WHERE `thread_id` = 3 AND `choice` = 100;
INSERT INTO `polls` VALUES (20, 0, '', '838:59:59');
UPDATE `poll_votes` SET `weight` = 1e-30 WHERE `member` = 5;
DELETE FROM `poll_votes` WHERE `member` = 8;
UPDATE `private messages` SET `Text` = repeat('x', 60000), `when` = `when` + INTERVAL 1 MICROSECOND WHERE `from` = 3;
DELETE FROM `private messages` WHERE `from` = 4;
INSERT INTO `private messages` (`from`,`to`,`when`) VALUES (1, 4000000000, '9999-12-31 23:59:59.999999');
UPDATE `bans` SET `until` = NULL WHERE `reason` IS NULL;
UPDATE `bans` SET `pattern` = 'müll' WHERE `pattern` = '%@spam1.test';
DELETE FROM `bans` WHERE `pattern` = '%@spam2.test';
INSERT INTO `bans` (`pattern`) VALUES ('new');
UPDATE `meetups` SET `place` = point(-180, 90), `route` = NULL WHERE `id` < 4;
INSERT INTO `meetups` (`place`) VALUES (point(1e-9, 1e9));
DELETE FROM `meetups` WHERE `id` = 5;
REPLACE INTO `sessions` SELECT upper(`sid`), NULL, '', 0 FROM `sessions` LIMIT 3;
UPDATE `sessions` SET `touched` = `touched` - 1 WHERE `member` IS NULL AND `touched` > 0;
DELETE FROM `sessions` WHERE `sid` = md5(10);
INSERT INTO `word_index` VALUES ('the', 999, 65535);
UPDATE `word_index` SET `hits` = `hits` + 1, `word` = concat(`word`, 's') WHERE `post_id` < 10;
DELETE FROM `word_index` WHERE `post_id` = 20;
