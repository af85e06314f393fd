-- Whether a table, sequence or valid index is there. Parameters: 1 schema, 2 name. PostgreSQL 13 or newer.
SELECT EXISTS (
    SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ? AND c.relname = ?)
