-- A CMS that has grown since MySQL 4: zero dates, options and meta tables, serialised texts, hierarchies.
SET SESSION sql_mode = '';
CREATE TABLE `cms_users` (
  `ID` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `user_login` varchar(60) NOT NULL DEFAULT '',
  `user_pass` varchar(255) NOT NULL DEFAULT '',
  `user_nicename` varchar(50) NOT NULL DEFAULT '',
  `user_email` varchar(100) NOT NULL DEFAULT '',
  `user_registered` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `user_status` int(11) NOT NULL DEFAULT 0,
  `display_name` varchar(250) NOT NULL DEFAULT '',
  PRIMARY KEY (`ID`),
  KEY `user_login_key` (`user_login`),
  KEY `user_nicename` (`user_nicename`),
  KEY `user_email` (`user_email`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
CREATE TABLE `cms_usermeta` (
  `umeta_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `user_id` bigint(20) unsigned NOT NULL DEFAULT 0,
  `meta_key` varchar(255) DEFAULT NULL,
  `meta_value` longtext DEFAULT NULL,
  PRIMARY KEY (`umeta_id`),
  KEY `user_id` (`user_id`),
  KEY `meta_key` (`meta_key`(191))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
CREATE TABLE `cms_posts` (
  `ID` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `post_author` bigint(20) unsigned NOT NULL DEFAULT 0,
  `post_date` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `post_date_gmt` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `post_content` longtext NOT NULL,
  `post_title` text NOT NULL,
  `post_status` varchar(20) NOT NULL DEFAULT 'publish',
  `post_name` varchar(200) NOT NULL DEFAULT '',
  `post_modified` timestamp NOT NULL DEFAULT '0000-00-00 00:00:00' ON UPDATE current_timestamp(),
  `post_parent` bigint(20) unsigned NOT NULL DEFAULT 0,
  `menu_order` int(11) NOT NULL DEFAULT 0,
  `post_type` varchar(20) NOT NULL DEFAULT 'post',
  `expires` date NOT NULL DEFAULT '0000-00-00',
  `comment_count` bigint(20) NOT NULL DEFAULT 0,
  PRIMARY KEY (`ID`),
  KEY `post_name` (`post_name`(191)),
  KEY `type_status_date` (`post_type`,`post_status`,`post_date`,`ID`),
  KEY `post_parent` (`post_parent`),
  FULLTEXT KEY `search` (`post_title`,`post_content`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
CREATE TABLE `cms_postmeta` (
  `meta_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `post_id` bigint(20) unsigned NOT NULL DEFAULT 0,
  `meta_key` varchar(255) DEFAULT NULL,
  `meta_value` longtext DEFAULT NULL,
  PRIMARY KEY (`meta_id`),
  KEY `post_id` (`post_id`),
  KEY `meta_key` (`meta_key`(191))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
CREATE TABLE `cms_options` (
  `option_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `option_name` varchar(191) NOT NULL DEFAULT '',
  `option_value` longtext NOT NULL,
  `autoload` varchar(20) NOT NULL DEFAULT 'yes',
  PRIMARY KEY (`option_id`),
  UNIQUE KEY `option_name` (`option_name`),
  KEY `autoload` (`autoload`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
CREATE TABLE `cms_terms` (
  `term_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(200) NOT NULL DEFAULT '',
  `slug` varchar(200) NOT NULL DEFAULT '',
  `term_group` bigint(10) NOT NULL DEFAULT 0,
  PRIMARY KEY (`term_id`),
  KEY `slug` (`slug`(191)),
  KEY `name` (`name`(191))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
CREATE TABLE `cms_term_relationships` (
  `object_id` bigint(20) unsigned NOT NULL DEFAULT 0,
  `term_id` bigint(20) unsigned NOT NULL DEFAULT 0,
  `term_order` int(11) NOT NULL DEFAULT 0,
  PRIMARY KEY (`object_id`,`term_id`),
  KEY `term_id` (`term_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
CREATE TABLE `cms_comments` (
  `comment_ID` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `comment_post_ID` bigint(20) unsigned NOT NULL DEFAULT 0,
  `comment_author` tinytext NOT NULL,
  `comment_author_IP` varchar(100) NOT NULL DEFAULT '',
  `comment_date` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `comment_content` text NOT NULL,
  `comment_karma` int(11) NOT NULL DEFAULT 0,
  `comment_approved` varchar(20) NOT NULL DEFAULT '1',
  `comment_parent` bigint(20) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`comment_ID`),
  KEY `comment_post_ID` (`comment_post_ID`),
  KEY `approved_date` (`comment_approved`,`comment_date` DESC),
  KEY `author` (`comment_author`(10))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
CREATE TABLE `cache_entries` (
  `cid` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'Primary Key: "cache" ID; don''t guess',
  `data` longblob DEFAULT NULL COMMENT 'A collection of data to cache.',
  `expire` bigint(20) NOT NULL DEFAULT 0,
  `created` decimal(14,3) NOT NULL DEFAULT 0.000,
  `serialized` smallint(6) NOT NULL DEFAULT 0,
  `tags` longtext DEFAULT NULL,
  `checksum` varchar(255) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  PRIMARY KEY (`cid`),
  KEY `expire` (`expire`),
  KEY `created` (`created`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='Storage for the cache API.';
CREATE TABLE `url_alias` (
  `source` text NOT NULL,
  `alias` text CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `langcode` varchar(12) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL DEFAULT 'und',
  `hits` int(10) unsigned NOT NULL DEFAULT 0,
  `pid` int(10) unsigned NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (`pid`),
  UNIQUE KEY `alias_unique` (`alias`),
  KEY `source_lang` (`langcode`,`source`(150))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE TABLE `legacy_guestbook` (
  `nr` mediumint(9) NOT NULL AUTO_INCREMENT,
  `name` varchar(40) DEFAULT NULL,
  `text` text DEFAULT NULL,
  `seen` tinyint(1) DEFAULT NULL,
  `rating` float(4,1) DEFAULT NULL,
  `code` int(6) unsigned zerofill NOT NULL DEFAULT 000000,
  `written` year(4) NOT NULL DEFAULT 0000,
  PRIMARY KEY (`nr`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
CREATE TABLE `access_log` (
  `at` datetime NOT NULL DEFAULT current_timestamp(),
  `ip` varchar(45) NOT NULL DEFAULT '',
  `uri` varchar(2000) NOT NULL DEFAULT '',
  `took` double(10,4) DEFAULT NULL,
  KEY `at` (`at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
INSERT INTO `cms_users` (`user_login`,`user_pass`,`user_nicename`,`user_email`,`user_registered`,`display_name`) SELECT concat(if(seq % 2 = 0, 'User', 'uSER'), seq), md5(seq), concat('user-', seq), concat('u', seq, '@example.com'), if(seq % 4 = 0, '0000-00-00 00:00:00', '2009-12-31 23:59:59' + INTERVAL seq MONTH), concat('Ünser “', seq, '”') FROM seq_1_to_20;
INSERT INTO `cms_usermeta` (`user_id`,`meta_key`,`meta_value`) SELECT 1 + seq % 20, elt(1 + seq % 4, 'nickname', 'Nickname', 'capabilities', NULL), elt(1 + seq % 3, 'a:1:{s:13:"administrator";b:1;}', '', NULL) FROM seq_1_to_60;
INSERT INTO `cms_posts` (`post_author`,`post_date`,`post_date_gmt`,`post_content`,`post_title`,`post_status`,`post_name`,`post_modified`,`post_parent`,`menu_order`,`post_type`,`expires`) SELECT 1 + seq % 20, '2010-01-01 08:00:00' + INTERVAL seq WEEK, if(seq % 5 = 0, '0000-00-00 00:00:00', '2010-01-01 07:00:00' + INTERVAL seq WEEK), repeat(concat('<p class="x">Lorem &amp; ipsum ', seq, ' — 日本語</p>\r\n'), seq), concat('Title ''', seq, ''''), elt(1 + seq % 3, 'publish', 'draft', 'Publish'), concat('title-', seq), if(seq % 6 = 0, '0000-00-00 00:00:00', '2012-05-05 05:05:05'), if(seq > 20, seq - 20, 0), seq, if(seq > 20, 'revision', 'post'), if(seq % 2 = 0, '2030-00-00', '0000-00-00') FROM seq_1_to_40;
INSERT INTO `cms_postmeta` (`post_id`,`meta_key`,`meta_value`) SELECT 1 + seq % 40, concat('_edit_', if(seq % 2 = 0, 'lock', 'LAST')), concat(1600000000 + seq, ':', seq) FROM seq_1_to_60;
INSERT INTO `cms_options` (`option_name`,`option_value`,`autoload`) SELECT concat('option_', seq), repeat(char(64 + seq % 26 USING utf8mb4), seq * 40), if(seq % 5 = 0, 'no', 'yes') FROM seq_1_to_30;
INSERT INTO `cms_options` (`option_name`,`option_value`) VALUES ('_transient_timeout_feed', 'O:8:"stdClass":1:{s:1:"a";N;}'), ('straße', 'ß is not ss here'), ('naïve', '\\"backslash\\"');
INSERT INTO `cms_terms` (`name`,`slug`) VALUES ('Allgemein','allgemein'),('Größe','groesse'),('größe','groesse-2'),('C++','c-2'),('日本','%e6%97%a5%e6%9c%ac'),('emoji 👩‍👧','emoji');
INSERT INTO `cms_term_relationships` SELECT a.seq, b.seq, 0 FROM seq_1_to_20 a, seq_1_to_3 b WHERE (a.seq + b.seq) % 2 = 0;
INSERT INTO `cms_comments` (`comment_post_ID`,`comment_author`,`comment_author_IP`,`comment_date`,`comment_content`,`comment_approved`,`comment_parent`) SELECT 1 + seq % 40, if(seq % 2 = 0, 'anonymous', ''), concat('10.0.0.', seq), if(seq % 7 = 0, '0000-00-00 00:00:00', '2015-02-28 12:00:00' + INTERVAL seq DAY), concat('First!!1 ', seq), elt(1 + seq % 3, '0', '1', 'spam'), 0 FROM seq_1_to_50;
INSERT INTO `cache_entries` SELECT concat(if(seq % 2 = 0, 'Route:', 'route:'), seq), unhex(repeat(hex(seq), 30)), -1, 1700000000.125 + seq, seq % 2, NULL, '0' FROM seq_1_to_30;
INSERT INTO `url_alias` (`source`,`alias`,`langcode`,`hits`) SELECT concat('/node/', seq), concat('/', repeat(concat('very-long-alias-', seq, '/'), seq * 5)), if(seq % 3 = 0, 'de', 'und'), seq FROM seq_1_to_30;
INSERT INTO `url_alias` (`source`,`alias`) VALUES ('/node/1', '/About'), ('/node/1', '/about'), ('/node/2', '');
INSERT INTO `legacy_guestbook` (`name`,`text`,`seen`,`rating`,`code`,`written`) SELECT concat('Björn ', seq), 'caf€ is 80 in this charset', elt(1 + seq % 3, 0, 1, NULL), seq / 3, seq, if(seq % 2 = 0, 0, 1999) FROM seq_1_to_20;
INSERT INTO `access_log` SELECT '2024-01-01' + INTERVAL seq MINUTE, '::1', concat('/?q=', repeat('x', seq * 10)), seq / 7 FROM seq_1_to_40;
CREATE VIEW `published_posts` AS SELECT p.`ID`, p.`post_title`, u.`display_name`, count(c.`comment_ID`) AS `comments` FROM `cms_posts` p JOIN `cms_users` u ON u.`ID` = p.`post_author` LEFT JOIN `cms_comments` c ON c.`comment_post_ID` = p.`ID` WHERE p.`menu_order` > 2 GROUP BY p.`ID`, p.`post_title`, u.`display_name`;
CREATE VIEW `post_meta_pivot` AS SELECT `post_id`, max(CASE WHEN `meta_id` % 2 = 0 THEN `meta_value` END) AS `even`, min(`meta_id`) AS `first_meta` FROM `cms_postmeta` GROUP BY `post_id`;
CREATE VIEW `term_counts` AS SELECT t.`term_id`, t.`slug`, (SELECT count(*) FROM `cms_term_relationships` r WHERE r.`term_id` = t.`term_id`) AS `n` FROM `cms_terms` t;
CREATE TRIGGER `comments_ai` AFTER INSERT ON `cms_comments` FOR EACH ROW UPDATE `cms_posts` SET `comment_count` = `comment_count` + 1 WHERE `ID` = NEW.`comment_post_ID`;
-- changes
SET SESSION sql_mode = '';
INSERT INTO `cms_users` (`user_login`) VALUES ('late');
UPDATE `cms_users` SET `user_registered` = '0000-00-00 00:00:00', `user_status` = -1 WHERE `ID` < 4;
DELETE FROM `cms_users` WHERE `ID` = 20;
UPDATE `cms_usermeta` SET `meta_value` = repeat('é', 70000) WHERE `umeta_id` = 5;
UPDATE `cms_usermeta` SET `user_id` = `user_id` + 1, `meta_key` = NULL WHERE `umeta_id` > 40;
DELETE FROM `cms_usermeta` WHERE `umeta_id` IN (1, 2, 3);
INSERT INTO `cms_posts` (`post_content`,`post_title`) VALUES ('', 'defaults only');
UPDATE `cms_posts` SET `post_content` = upper(`post_content`), `post_date_gmt` = '2024-02-31 00:00:00', `expires` = '2024-02-29' WHERE `ID` BETWEEN 10 AND 20;
UPDATE `cms_posts` SET `ID` = 1000 WHERE `ID` = 33;
DELETE FROM `cms_posts` WHERE `ID` = 34;
UPDATE `cms_postmeta` SET `meta_value` = NULL WHERE `meta_id` % 3 = 0;
DELETE FROM `cms_postmeta` WHERE `post_id` = 2;
INSERT INTO `cms_options` (`option_name`,`option_value`) VALUES ('Option_1', '2') ON DUPLICATE KEY UPDATE `option_value` = 'updated through another spelling';
REPLACE INTO `cms_options` (`option_name`,`option_value`) VALUES ('option_2', 'replaced');
DELETE FROM `cms_options` WHERE `option_id` = 9;
UPDATE `cms_terms` SET `term_group` = -9223372036854775808, `name` = concat(`name`, ' ');
INSERT INTO `cms_terms` (`name`) VALUES ('new');
UPDATE `cms_term_relationships` SET `object_id` = `object_id` + 100 WHERE `term_id` = 1;
DELETE FROM `cms_term_relationships` WHERE `term_id` = 2;
INSERT INTO `cms_comments` (`comment_post_ID`,`comment_author`,`comment_content`) SELECT 1, 'bot', concat('buy ', seq) FROM seq_1_to_5;
UPDATE `cms_comments` SET `comment_date` = '0000-00-00 00:00:00' WHERE `comment_ID` = 3;
DELETE FROM `cms_comments` WHERE `comment_approved` = 'spam';
UPDATE `cache_entries` SET `data` = NULL, `tags` = 'a b' WHERE `serialized` = 0;
REPLACE INTO `cache_entries` VALUES ('Route:4', x'00', 0, 0.001, 1, '', 'x');
DELETE FROM `cache_entries` WHERE `cid` = 'route:7';
UPDATE `url_alias` SET `alias` = concat(`alias`, 'x'), `hits` = `hits` + 1 WHERE `pid` > 10;
DELETE FROM `url_alias` WHERE `pid` = 5;
UPDATE `legacy_guestbook` SET `seen` = NULL, `rating` = 123.4, `written` = 2155, `text` = 'Smörgås – “ok”';
DELETE FROM `legacy_guestbook` WHERE `nr` = 3;
INSERT INTO `access_log` VALUES ('1999-12-31 00:00:00', '', '', NULL), ('1999-12-31 00:00:00', '', '', NULL);
UPDATE `access_log` SET `took` = -1 WHERE `ip` = '::1' AND `took` < 1;
DELETE FROM `access_log` WHERE `took` > 5;
