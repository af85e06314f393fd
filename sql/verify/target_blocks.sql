-- How many blocks a table has, or the largest partition of one, and all partitions together; 0 before PostgreSQL 14, which reads all
-- of them to find some. Template: {table} as a literal. PostgreSQL 13 or newer. For example:
--   {table} '"shop"."orders"'
SELECT CASE
           WHEN current_setting('server_version_num')::integer < 140000 THEN 0
           ELSE greatest(pg_relation_size({table}::regclass), max(pg_relation_size(part.relid)))
                / current_setting('block_size')::bigint
       END AS blocks,
       (pg_relation_size({table}::regclass) + coalesce(sum(pg_relation_size(part.relid)), 0))::bigint
           / current_setting('block_size')::bigint AS all_blocks
  FROM pg_partition_tree({table}::regclass) AS part
