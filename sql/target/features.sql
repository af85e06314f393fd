-- What the target can do beyond what every PostgreSQL can.
-- Parameters: none. PostgreSQL 13 or newer.
SELECT current_setting('server_version_num')::integer AS version,
       (SELECT n.nspname
          FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
         WHERE e.extname = 'postgis')                  AS postgis,
       EXISTS (SELECT FROM pg_collation WHERE collname = 'und-x-icu') AS icu
