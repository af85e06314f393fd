-- On the target: the migrated tables, and the partitions of those that are partitioned, that autovacuum may come to next, or is at work on.
-- Parameters: 1 schema, 2 tables in it. PostgreSQL 13 or newer.
SELECT format('%I.%I', busy.schemaname, busy.relname) AS relation
  FROM pg_namespace AS namespace
  JOIN pg_class AS root ON root.relnamespace = namespace.oid AND root.relkind IN ('r', 'p')
 CROSS JOIN LATERAL (SELECT root.oid AS member
                      WHERE root.relkind = 'r'
                      UNION
                     SELECT CAST(relid AS oid) FROM pg_partition_tree(root.oid) WHERE isleaf) AS tree
  JOIN pg_stat_user_tables AS busy ON busy.relid = tree.member
 WHERE namespace.nspname = ? AND root.relname = ANY (?)
   AND busy.n_dead_tup + busy.n_mod_since_analyze + busy.n_ins_since_vacuum > 0
 ORDER BY busy.n_dead_tup + busy.n_mod_since_analyze + busy.n_ins_since_vacuum DESC
 LIMIT 500
