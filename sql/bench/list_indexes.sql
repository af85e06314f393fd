-- How to drop and rebuild every index of a schema's tables, the largest table first: the statement that drops it, the
-- one that builds it, and the one that makes it the constraint that it was (NULL for a plain index).
-- Parameters: schema. PostgreSQL 15 or newer.
SELECT CASE
           WHEN c.conname IS NULL THEN format('DROP INDEX %I.%I', n.nspname, i.relname)
           ELSE format('ALTER TABLE %I.%I DROP CONSTRAINT %I', n.nspname, t.relname, c.conname)
       END AS drop_statement,
       pg_get_indexdef(x.indexrelid) AS create_statement,
       CASE c.contype
           WHEN 'p' THEN format('ALTER TABLE %I.%I ADD CONSTRAINT %I PRIMARY KEY USING INDEX %I',
                                n.nspname, t.relname, c.conname, i.relname)
           WHEN 'u' THEN format('ALTER TABLE %I.%I ADD CONSTRAINT %I UNIQUE USING INDEX %I',
                                n.nspname, t.relname, c.conname, i.relname)
       END AS constraint_statement
FROM pg_index x
JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_class t ON t.oid = x.indrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
LEFT JOIN pg_constraint c ON c.conindid = x.indexrelid AND c.contype IN ('p', 'u')
WHERE n.nspname = ?
ORDER BY pg_relation_size(t.oid) DESC, i.relname
