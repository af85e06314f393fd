-- Whether a schema is there. Parameters: 1 schema. PostgreSQL 13 or newer.
SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = ?)
