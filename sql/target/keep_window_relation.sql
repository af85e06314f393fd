-- Keeps a table or partition of a way back as it is now. Parameters: 1 migration, 2 root, 3 relation. PostgreSQL 13 or newer.
INSERT INTO landfall.way_back_relation (migration, relation, name, root, replica_identity, identity_index)
SELECT ?, relation.oid, format('%I.%I', namespace.nspname, relation.relname), CAST(? AS oid), CAST(relation.relreplident AS text),
       (SELECT identity.relname
          FROM pg_catalog.pg_index AS index
          JOIN pg_catalog.pg_class AS identity ON identity.oid = index.indexrelid
         WHERE index.indrelid = relation.oid AND index.indisreplident)
  FROM pg_catalog.pg_class AS relation
  JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = relation.relnamespace
 WHERE relation.oid = CAST(? AS oid)
