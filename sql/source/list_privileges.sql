-- Privileges of the current user (and current role) that hold for a database: global ones and those on the database itself.
-- Parameters: 1 database. MariaDB 10.6 or newer.
SELECT PRIVILEGE_TYPE AS privilege
  FROM information_schema.USER_PRIVILEGES
 WHERE GRANTEE IN (CONCAT('''', SUBSTRING_INDEX(CURRENT_USER(), '@', 1), '''@''', SUBSTRING_INDEX(CURRENT_USER(), '@', -1), ''''),
                   CONCAT('''', COALESCE(CURRENT_ROLE(), ''), '''@'''''))
UNION
SELECT PRIVILEGE_TYPE
  FROM information_schema.SCHEMA_PRIVILEGES
 WHERE ? LIKE TABLE_SCHEMA
   AND GRANTEE IN (CONCAT('''', SUBSTRING_INDEX(CURRENT_USER(), '@', 1), '''@''', SUBSTRING_INDEX(CURRENT_USER(), '@', -1), ''''),
                   CONCAT('''', COALESCE(CURRENT_ROLE(), ''), '''@'''''))
