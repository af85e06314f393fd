-- Whether a table has a trigger. Parameters: 1 schema, 2 table, 3 trigger. PostgreSQL 13 or newer.
SELECT EXISTS (
    SELECT FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ? AND c.relname = ? AND t.tgname = ?)
