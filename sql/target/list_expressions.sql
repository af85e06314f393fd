-- Defaults, generated columns, checks and definitions of views, as PostgreSQL spells them; a relation without any has a row without.
-- Parameters: 1 schema, 2 beginning of the names of relations. PostgreSQL 13 or newer.
WITH relation AS (
    SELECT c.oid, c.relname, c.relkind
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ? AND starts_with(c.relname, ?) AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
), expression AS (
    SELECT d.adrelid AS oid, CASE a.attgenerated WHEN '' THEN 'default of ' ELSE 'generated column ' END || a.attname AS what,
           pg_get_expr(d.adbin, d.adrelid) AS expression
      FROM relation r
      JOIN pg_attrdef d ON d.adrelid = r.oid
      JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = d.adnum AND NOT a.attisdropped
     WHERE r.relkind IN ('r', 'p')
    UNION ALL
    SELECT k.conrelid, 'check ' || k.conname, pg_get_expr(k.conbin, k.conrelid)
      FROM relation r
      JOIN pg_constraint k ON k.conrelid = r.oid AND k.contype = 'c'
    UNION ALL
    SELECT r.oid, 'definition', pg_get_viewdef(r.oid)
      FROM relation r
     WHERE r.relkind IN ('v', 'm')
)
SELECT r.relname AS relation, e.what, e.expression
  FROM relation r
  LEFT JOIN expression e ON e.oid = r.oid
