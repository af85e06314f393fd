-- Version, encoding and what the current user may do. Parameters: 1 schema of the tables. PostgreSQL 13 or newer.
SELECT current_setting('server_version_num')::int AS version_number,
       pg_encoding_to_char(d.encoding)            AS encoding,
       has_database_privilege(d.oid, 'CREATE')
           OR (    EXISTS (SELECT FROM pg_namespace WHERE nspname = 'landfall' AND has_schema_privilege(oid, 'CREATE'))
               AND EXISTS (SELECT FROM pg_namespace WHERE nspname = s.wanted AND has_schema_privilege(oid, 'CREATE')))
                                                  AS may_create
  FROM pg_database d
 CROSS JOIN (SELECT CAST(? AS text) AS wanted) s
 WHERE d.datname = current_database()
