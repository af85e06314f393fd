-- The smallest and the largest key, by two looks into the primary key.
-- Template: {value}, {column}, {table}, {slice}. MariaDB 10.6 or newer.
SELECT (SELECT {value} FROM {table} WHERE {slice} ORDER BY {column} LIMIT 1) AS first,
       (SELECT {value} FROM {table} WHERE {slice} ORDER BY {column} DESC LIMIT 1) AS last
