-- Source. Names of the users whom read_only does not hold back: by themselves, or by a role that they have, at first or second
-- hand, whether it is set or not. NULL stands for everybody. Needs SELECT on the database mysql.
-- Parameters: 1 and 2 whether SUPER goes past read_only as well, which it does before MariaDB 10.11. MariaDB 10.6 or newer.
WITH RECURSIVE held AS (
    SELECT CONVERT(GRANTEE USING utf8mb4) COLLATE utf8mb4_bin AS grantee,
           SUBSTRING_INDEX(CONVERT(GRANTEE USING utf8mb4) COLLATE utf8mb4_bin, '''@''', -1) AS tail
      FROM information_schema.USER_PRIVILEGES
     WHERE PRIVILEGE_TYPE IN ('READ_ONLY ADMIN', 'READ ONLY ADMIN')
        OR PRIVILEGE_TYPE = 'SUPER' AND ?
), holder AS (
    SELECT CAST(SUBSTRING(grantee, 2, CHAR_LENGTH(grantee) - CHAR_LENGTH(tail) - 4) AS CHAR(255)) AS name,
           CAST(TRIM(TRAILING '''' FROM tail) AS CHAR(255)) AS host
      FROM held
     UNION
    -- Roles are in no view. Bit 33 is READ ONLY ADMIN, bit 15 SUPER, which included it in roles that are older than 10.11.
    SELECT CAST(role_.User AS CHAR(255)), ''
      FROM mysql.global_priv role_
     WHERE role_.Host = ''
       AND (JSON_VALUE(role_.Priv, '$.access') >> 33 & 1
            OR JSON_VALUE(role_.Priv, '$.access') >> 15 & 1
               AND (? OR COALESCE(JSON_VALUE(role_.Priv, '$.version_id'), 0) < 101100))
     UNION
    SELECT CAST(mapping.User AS CHAR(255)), CAST(mapping.Host AS CHAR(255))
      FROM holder
      JOIN mysql.roles_mapping mapping
        ON CAST(mapping.Role AS BINARY) = CAST(holder.name AS BINARY)
     WHERE holder.host = ''
)
SELECT DISTINCT CASE WHEN host <> '' AND name <> '' THEN name END AS name
  FROM holder
 WHERE host <> '' OR name = 'PUBLIC'
