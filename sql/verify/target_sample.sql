-- The key's first column of one row of each of some blocks that are picked at random: the others are not read.
-- Template: {value} SQL that reads it as text, {column}, {table}, {percent} of the blocks. PostgreSQL 13 or newer. For example:
--   {value}   "id"::text
--   {column}  "id"
--   {table}   "shop"."orders"
--   {percent} 1.5
SELECT DISTINCT ON (tableoid, (ctid::text::point)[0]) {value} AS value
  FROM {table} TABLESAMPLE SYSTEM ({percent})
 WHERE {column} IS NOT NULL
