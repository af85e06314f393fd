-- Which pairs of keys have no row between them on the target.
-- Template: {pairs} list of (number, from, to), {table}, {column}. PostgreSQL 13 or newer.
SELECT pair.number
  FROM (VALUES {pairs}) AS pair (number, from_key, to_key)
 WHERE NOT EXISTS (SELECT FROM {table} WHERE {column} > pair.from_key AND {column} < pair.to_key)
