-- Migrated tables and their partitions that exist, and whether their writers are noticed. Parameters: 1 schemas, 2 tables in them, 3 the
-- source's names of these. PostgreSQL 13 or newer.
SELECT format('%I.%I', namespace.nspname, relation.relname) AS relation,
       planned.source_table,
       EXISTS (SELECT FROM pg_trigger AS trigger
                WHERE trigger.tgrelid = relation.oid AND trigger.tgname = 'landfall_witness') AS noticed
  FROM unnest(CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[])) AS planned (schema, target_table, source_table)
  JOIN pg_namespace AS root_namespace ON root_namespace.nspname = planned.schema
  JOIN pg_class AS root ON root.relnamespace = root_namespace.oid AND root.relname = planned.target_table
                       AND root.relkind IN ('r', 'p')
 CROSS JOIN LATERAL (SELECT root.oid AS member
                      UNION
                     SELECT CAST(relid AS oid) FROM pg_partition_tree(root.oid)) AS tree
  JOIN pg_class AS relation ON relation.oid = tree.member
  JOIN pg_namespace AS namespace ON namespace.oid = relation.relnamespace
 ORDER BY relation
