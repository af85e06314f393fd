-- Columns of all tables of a schema with their full types. Parameter: 1 schema. PostgreSQL 13 or newer.
SELECT c.relname                                          AS table_name,
       a.attname                                          AS column_name,
       format_type(a.atttypid, a.atttypmod)               AS type,
       a.attnotnull                                       AS is_not_null,
       a.attgenerated::text                               AS generation
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
 ORDER BY c.relname, a.attnum
