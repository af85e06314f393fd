-- A table and its partitions, the table first: what the way back has to know of each.
-- Parameters: 1 schema, 2 table. PostgreSQL 13 or newer.
SELECT CAST(relation.oid AS bigint) AS oid,
       CAST(root.oid AS bigint) AS root,
       format('%I.%I', namespace.nspname, relation.relname) AS name,
       EXISTS (SELECT FROM pg_catalog.pg_index AS index WHERE index.indrelid = relation.oid AND index.indisprimary) AS has_key,
       EXISTS (SELECT FROM pg_catalog.pg_trigger AS guard
                WHERE guard.tgrelid = relation.oid AND guard.tgname = 'landfall_guard') AS has_guard,
       CAST(relation.relreplident AS text) AS replica_identity
  FROM pg_catalog.pg_class AS root
  JOIN pg_catalog.pg_namespace AS owner ON owner.oid = root.relnamespace
 CROSS JOIN LATERAL (SELECT root.oid AS relid WHERE root.relkind = 'r'
                     UNION ALL
                     SELECT tree.relid FROM pg_catalog.pg_partition_tree(root.oid) AS tree WHERE root.relkind = 'p') AS member
  JOIN pg_catalog.pg_class AS relation ON relation.oid = member.relid
  JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = relation.relnamespace
 WHERE owner.nspname = ? AND root.relname = ?
 ORDER BY relation.oid <> root.oid, relation.relname
