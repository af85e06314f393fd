-- source_digest.sql per part: {column}, an integer key, falls into parts of {width} values that begin with {from}, the first value
-- of {slice}. Template: {column}, {from}, {width}, {row} CONCAT(...), {table}, {slice}. MariaDB 10.6 or newer.
SELECT ({column} - ({from})) DIV {width}                              AS part,
       COUNT(*)                                                       AS row_count,
       SUM(CAST(CONV(LEFT(MD5({row}), 15), 16, 10) AS UNSIGNED)) AS hash_sum
  FROM {table}
 WHERE {slice}
 GROUP BY 1
