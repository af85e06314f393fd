-- The key at which the next range begins: the one that stands {rows} rows after the first of {slice}. Walks the primary key.
-- Template: {value}, {column}, {table}, {slice}, {rows}. MariaDB 10.6 or newer.
SELECT {value}
  FROM {table}
 WHERE {slice}
 ORDER BY {column}
 LIMIT 1 OFFSET {rows}
