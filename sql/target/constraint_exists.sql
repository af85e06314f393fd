-- Whether a table has a constraint. Parameters: 1 schema, 2 table, 3 constraint. PostgreSQL 13 or newer.
SELECT EXISTS (
    SELECT FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ? AND c.relname = ? AND k.conname = ?)
