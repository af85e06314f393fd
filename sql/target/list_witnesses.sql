-- Migrated tables and their partitions that exist, whether there is a trigger that notices other writers, and whether it is as it should
-- be: tables are renamed, triggers switched off, and no trigger notices what changes rows by another definition of the table. So it knows what
-- the table and its partitions were like: files, which are new when a table is written anew, and columns. Parameters: 1 migration, 2 schemas, 3 tables in them, 4 the source's names of these.
-- PostgreSQL 13 or newer.
SELECT format('%I.%I', namespace.nspname, relation.relname) AS relation,
       planned.source_table,
       looks.shape,
       witness.oid IS NOT NULL AS present,
       coalesce(witness.tgenabled = 'A'
                AND witness.tgargs = convert_to(?, 'UTF8') || '\x00'::bytea || convert_to(planned.source_table, 'UTF8') || '\x00'::bytea
                                       || convert_to(looks.shape, 'UTF8') || '\x00'::bytea,
                false) AS works
  FROM unnest(CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[])) AS planned (schema, target_table, source_table)
  JOIN pg_namespace AS root_namespace ON root_namespace.nspname = planned.schema
  JOIN pg_class AS root ON root.relnamespace = root_namespace.oid AND root.relname = planned.target_table
                       AND root.relkind IN ('r', 'p')
 CROSS JOIN LATERAL (SELECT root.oid AS member
                      UNION
                     SELECT CAST(relid AS oid) FROM pg_partition_tree(root.oid)) AS tree
  JOIN pg_class AS relation ON relation.oid = tree.member
  JOIN pg_namespace AS namespace ON namespace.oid = relation.relnamespace
 CROSS JOIN LATERAL (SELECT md5(concat_ws(';',
                                       relation.oid, relation.relfilenode,
                                       (SELECT string_agg(concat_ws(':', part.oid, part.relfilenode), ',' ORDER BY part.oid)
                                          FROM pg_partition_tree(relation.oid) AS branch
                                          JOIN pg_class AS part ON part.oid = branch.relid),
                                       (SELECT string_agg(concat_ws(':', attnum, atttypid, atttypmod, attisdropped), ','
                                                          ORDER BY attnum)
                                          FROM pg_attribute
                                         WHERE attrelid = relation.oid AND attnum > 0))) AS shape) AS looks
  LEFT JOIN pg_trigger AS witness ON witness.tgrelid = relation.oid AND witness.tgname = 'landfall_witness'
 ORDER BY relation
