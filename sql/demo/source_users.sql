-- The demo's users on MariaDB: the shop's application, which may only work with rows, and Landfall with the least it needs.
-- Parameters: the session variables @app_password and @landfall_password. Run in the shop's database, by an administrator.
-- MariaDB 10.11 or newer.
EXECUTE IMMEDIATE CONCAT('CREATE USER shop_app@''%'' IDENTIFIED BY ', QUOTE(@app_password));
EXECUTE IMMEDIATE CONCAT('CREATE USER landfall@''%'' IDENTIFIED BY ', QUOTE(@landfall_password));
GRANT SELECT, INSERT, UPDATE, DELETE ON shop.* TO shop_app@'%';
GRANT SELECT ON shop.* TO landfall@'%';
GRANT REPLICATION SLAVE, BINLOG MONITOR ON *.* TO landfall@'%';
-- Only for the cutover, which holds writes back with read_only.
GRANT READ_ONLY ADMIN ON *.* TO landfall@'%';
-- Only for the cutover, too: to see who is connected that read_only does not hold back.
GRANT PROCESS ON *.* TO landfall@'%';
GRANT SELECT ON mysql.* TO landfall@'%';
-- Only for the way back: rows, AUTO_INCREMENT and the position that goes with them.
GRANT INSERT, UPDATE, DELETE, ALTER, TRIGGER ON shop.* TO landfall@'%';
GRANT CREATE, DROP, SELECT, INSERT, UPDATE, DELETE ON landfall.* TO landfall@'%';
