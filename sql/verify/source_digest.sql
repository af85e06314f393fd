-- How many rows a slice of a table has on the source, and the sum of their hashes: 60 bits of the MD5 of each row's text.
-- A sum, not an XOR: two equal rows must not cancel each other out. {row} stands once, so that it is computed once per row.
-- Template: {row} CONCAT(...) of the canonical columns, {table}, {slice} condition. MariaDB 10.6 or newer. For example:
--   {row}   CONCAT(`id`, '|', LENGTH(`name`), ':', `name`, '|', `total`, '|')
--   {table} `shop`.`orders`
--   {slice} `id` >= 50000 AND `id` < 100000
SELECT COUNT(*)                                                       AS row_count,
       SUM(CAST(CONV(LEFT(MD5({row}), 15), 16, 10) AS UNSIGNED)) AS hash_sum
  FROM {table}
 WHERE {slice}
