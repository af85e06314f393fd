-- Everything in a schema that a plan may ask for, and what is wrong with it. Parameter: 1 schema. PostgreSQL 13 or newer.
WITH schema AS (SELECT oid, nspname FROM pg_namespace WHERE nspname = ?)
SELECT 'schema' AS kind, '' AS table_name, s.nspname AS name, '' AS flaw
  FROM schema s
UNION ALL
SELECT 'relation', '', c.relname, CASE WHEN i.indisvalid IS FALSE THEN 'not valid' ELSE '' END
  FROM schema s JOIN pg_class c ON c.relnamespace = s.oid LEFT JOIN pg_index i ON i.indexrelid = c.oid
UNION ALL
SELECT 'constraint', c.relname, k.conname, CASE WHEN k.convalidated THEN '' ELSE 'not validated' END
  FROM schema s JOIN pg_class c ON c.relnamespace = s.oid JOIN pg_constraint k ON k.conrelid = c.oid
UNION ALL
SELECT 'identity', c.relname, a.attname, ''
  FROM schema s JOIN pg_class c ON c.relnamespace = s.oid JOIN pg_attribute a ON a.attrelid = c.oid
 WHERE a.attidentity <> '' AND NOT a.attisdropped
UNION ALL
SELECT 'trigger', c.relname, t.tgname, CASE t.tgenabled WHEN 'D' THEN 'disabled' ELSE '' END
  FROM schema s JOIN pg_class c ON c.relnamespace = s.oid JOIN pg_trigger t ON t.tgrelid = c.oid
 WHERE NOT t.tgisinternal
