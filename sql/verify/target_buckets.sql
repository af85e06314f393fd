-- The same as source_buckets.sql on the target.
-- Template: {key}, {row} concat(...), {table}, {slice}. PostgreSQL 13 or newer.
SELECT left(md5({key}), 3)                                   AS bucket,
       count(*)                                              AS row_count,
       sum(('x' || left(md5({row}), 15))::bit(60)::bigint) AS hash_sum
  FROM {table}
 WHERE {slice}
 GROUP BY 1
