-- The sequence behind an identity column, quoted; no row when the column is none. Parameters: 1 schema, 2 table, 3 column.
-- PostgreSQL 13 or newer.
SELECT pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname)
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = ? AND c.relname = ? AND a.attname = ? AND a.attidentity <> ''
