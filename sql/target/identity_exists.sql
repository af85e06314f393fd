-- Whether a column is an identity. Parameters: 1 schema, 2 table, 3 column. PostgreSQL 13 or newer.
SELECT EXISTS (
    SELECT FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ? AND c.relname = ? AND a.attname = ? AND a.attidentity <> '')
