-- Columns of a table with their full types. Parameters: 1 schema, 2 table. PostgreSQL 13 or newer.
SELECT a.attname                                          AS column_name,
       format_type(a.atttypid, a.atttypmod)               AS type,
       a.attnotnull                                       AS is_not_null,
       a.attgenerated::text                               AS generation
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
 ORDER BY a.attnum
