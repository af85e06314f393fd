-- About how many rows {slice} has, in the column "rows": the optimizer looks into the index and reads none of them.
-- Template: {column}, {table}, {slice}. MariaDB 10.6 or newer.
EXPLAIN SELECT {column}
  FROM {table}
 WHERE {slice}
