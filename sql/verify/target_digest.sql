-- The same as source_digest.sql on the target: equal rows give equal figures.
-- Template: {row} concat(...) of the canonical columns, {table}, {slice} condition. PostgreSQL 13 or newer. For example:
--   {row}   concat("id", '|', octet_length("name"), ':', "name", '|', "total", '|')
--   {table} "shop"."orders"
--   {slice} "id" >= 50000 AND "id" < 100000
SELECT count(*)                                              AS row_count,
       sum(('x' || left(md5({row}), 15))::bit(60)::bigint) AS hash_sum
  FROM {table}
 WHERE {slice}
