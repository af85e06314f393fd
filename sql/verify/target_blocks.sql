-- How many blocks a table has, or the largest partition of one; 0 before PostgreSQL 14, which reads all of them to find some.
-- Template: {table} as a literal. PostgreSQL 13 or newer. For example:
--   {table} '"shop"."orders"'
SELECT CASE
           WHEN current_setting('server_version_num')::integer < 140000 THEN 0
           ELSE greatest(pg_relation_size({table}::regclass),
                         (SELECT max(pg_relation_size(relid)) FROM pg_partition_tree({table}::regclass)))
                / current_setting('block_size')::bigint
       END AS blocks
