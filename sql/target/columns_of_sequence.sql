-- The columns of numbers whose default takes from a sequence, with the name of the table unquoted and quoted. Parameter: 1 the
-- sequence (quoted, with schema). PostgreSQL 13 or newer.
SELECT c.relname AS table_name, format('%I.%I', n.nspname, c.relname) AS relation, a.attname AS column_name
  FROM pg_depend d
  JOIN pg_attrdef e ON e.oid = d.objid
  JOIN pg_attribute a ON a.attrelid = e.adrelid AND a.attnum = e.adnum
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE d.classid = CAST('pg_attrdef' AS regclass) AND d.refclassid = CAST('pg_class' AS regclass)
   AND d.refobjid = to_regclass(?) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
   AND a.atttypid IN (CAST('int2' AS regtype), CAST('int4' AS regtype), CAST('int8' AS regtype), CAST('numeric' AS regtype))
 ORDER BY c.relname, a.attnum
