-- Whether a table is another one by now than the transaction's snapshot shows: renamed, replaced, dropped, written anew, truncated, parted
-- otherwise, or with other columns. The catalog's tables show what was, its functions what is; to be asked with no lock on the catalog's
-- tables left in the transaction, because PostgreSQL hears of what others have changed when it locks a table. A partition that was about to
-- be detached already, which PostgreSQL 13 does not know, is none: no query reads it. Template: {schema} and {name} as literals.
-- PostgreSQL 13 or newer. For example:
--   {schema} 'shop', {name} 'orders'
WITH RECURSIVE root AS (
    SELECT relation.oid, format('%I.%I', nspname, relname) AS name
      FROM pg_class AS relation
      JOIN pg_namespace AS namespace ON namespace.oid = relation.relnamespace
     WHERE nspname = {schema} AND relname = {name}
), member AS (
    SELECT relation.oid, relation.relfilenode
      FROM root
      JOIN pg_class AS relation ON relation.oid = root.oid
     UNION ALL
    SELECT part.oid, part.relfilenode
      FROM member
      JOIN pg_inherits AS link ON link.inhparent = member.oid
      JOIN pg_class AS part ON part.oid = link.inhrelid AND part.relispartition
     WHERE NOT coalesce(CAST(to_jsonb(link) ->> 'inhdetachpending' AS boolean), false)
)
SELECT CASE
           WHEN to_regclass(format('%I.%I', {schema}, {name})) IS DISTINCT FROM (SELECT oid FROM root) THEN true
           ELSE ARRAY(SELECT oid FROM member ORDER BY oid)
                    <> ARRAY(SELECT oid FROM root
                              UNION
                             SELECT part.relid FROM root CROSS JOIN pg_partition_tree(root.oid) AS part
                              ORDER BY 1)
                OR EXISTS (SELECT FROM member WHERE coalesce(pg_relation_filenode(oid), 0) <> relfilenode)
                OR EXISTS (SELECT FROM root
                             JOIN pg_attribute AS shown ON shown.attrelid = root.oid AND attnum > 0 AND NOT attisdropped
                            CROSS JOIN pg_identify_object('pg_class'::regclass, root.oid, attnum) AS present
                            WHERE present.identity IS DISTINCT FROM format('%s.%I', root.name, attname))
       END AS redefined
