-- Everything in a schema that a plan may ask for: what it is, how it is defined, as far as that is compared, and what is wrong with
-- it. Parameter: 1 schema. PostgreSQL 13 or newer.
WITH schema AS (SELECT oid, nspname FROM pg_namespace WHERE nspname = ?)
SELECT 'schema' AS family, '' AS table_name, s.nspname AS name, '' AS flaw, '' AS kind, '' AS definition
  FROM schema s
UNION ALL
SELECT 'relation', '', c.relname, '', '', ''
  FROM schema s JOIN pg_class c ON c.relnamespace = s.oid
UNION ALL
SELECT 'partition', p.relname, c.relname, '', '', ''
  FROM schema s JOIN pg_class c ON c.relnamespace = s.oid AND c.relispartition
  JOIN pg_inherits h ON h.inhrelid = c.oid
  JOIN pg_class p ON p.oid = h.inhparent
UNION ALL
SELECT 'index', t.relname, c.relname, CASE WHEN i.indisvalid THEN '' ELSE 'not valid' END,
       CASE WHEN i.indpred IS NULL THEN '' ELSE 'partial ' END || CASE WHEN i.indisunique THEN 'unique index' ELSE 'index' END,
       (SELECT '(' || string_agg(coalesce('"' || replace(a.attname, '"', '""') || '"',
                                          pg_get_indexdef(i.indexrelid, key.position::int, true)),
                                 ', ' ORDER BY key.position) || ')'
          FROM unnest(i.indkey) WITH ORDINALITY AS key (attnum, position)
          LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = key.attnum AND key.attnum <> 0
         WHERE key.position <= i.indnkeyatts)
  FROM schema s JOIN pg_class c ON c.relnamespace = s.oid
  JOIN pg_index i ON i.indexrelid = c.oid
  JOIN pg_class t ON t.oid = i.indrelid
UNION ALL
SELECT 'constraint', c.relname, k.conname, CASE WHEN k.convalidated THEN '' ELSE 'not validated' END,
       CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'f' THEN 'foreign key' WHEN 'u' THEN 'unique' WHEN 'c' THEN 'check'
                      ELSE 'constraint' END,
       (SELECT coalesce('(' || string_agg('"' || replace(a.attname, '"', '""') || '"', ', ' ORDER BY key.position) || ')', '')
          FROM unnest(k.conkey) WITH ORDINALITY AS key (attnum, position)
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.attnum)
       || CASE WHEN k.contype = 'f' THEN
            (SELECT ' references "' || replace(n.nspname, '"', '""') || '"."' || replace(p.relname, '"', '""') || '" ('
                    || string_agg('"' || replace(a.attname, '"', '""') || '"', ', ' ORDER BY key.position) || ')'
               FROM unnest(k.confkey) WITH ORDINALITY AS key (attnum, position)
               JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = key.attnum
               JOIN pg_class p ON p.oid = k.confrelid
               JOIN pg_namespace n ON n.oid = p.relnamespace
              GROUP BY n.nspname, p.relname)
            || ' on delete ' || CASE k.confdeltype WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade'
                                                   WHEN 'n' THEN 'set null' ELSE 'set default' END
            || ' on update ' || CASE k.confupdtype WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade'
                                                   WHEN 'n' THEN 'set null' ELSE 'set default' END
          ELSE '' END
  FROM schema s JOIN pg_class c ON c.relnamespace = s.oid JOIN pg_constraint k ON k.conrelid = c.oid
UNION ALL
SELECT 'identity', c.relname, a.attname, '', '', ''
  FROM schema s JOIN pg_class c ON c.relnamespace = s.oid JOIN pg_attribute a ON a.attrelid = c.oid
 WHERE a.attidentity <> '' AND NOT a.attisdropped
UNION ALL
SELECT 'trigger', c.relname, t.tgname,
       CASE t.tgenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'enabled for replicas only' ELSE '' END, '', ''
  FROM schema s JOIN pg_class c ON c.relnamespace = s.oid JOIN pg_trigger t ON t.tgrelid = c.oid
 WHERE NOT t.tgisinternal
