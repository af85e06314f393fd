-- source_digest.sql per bucket: rows fall into 4096 buckets by the MD5 of their key (of the whole row without a key), so
-- that tables compare whose order differs between the servers.
-- Template: {key}, {row} CONCAT(...), {table}, {slice}. MariaDB 10.6 or newer.
SELECT LEFT(MD5({key}), 3)                                            AS bucket,
       COUNT(*)                                                       AS row_count,
       SUM(CAST(CONV(LEFT(MD5({row}), 15), 16, 10) AS UNSIGNED)) AS hash_sum
  FROM {table}
 WHERE {slice}
 GROUP BY 1
