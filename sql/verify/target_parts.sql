-- The same as source_parts.sql on the target.
-- Template: {column}, {from}, {width}, {row} concat(...), {table}, {slice}. PostgreSQL 13 or newer.
SELECT ({column}::bigint - ({from})) / {width}               AS part,
       count(*)                                              AS row_count,
       sum(('x' || left(md5({row}), 15))::bit(60)::bigint) AS hash_sum
  FROM {table}
 WHERE {slice}
 GROUP BY 1
