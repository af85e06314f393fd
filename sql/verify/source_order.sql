-- Which of some values the key's first column has, in the order of the primary key.
-- Template: {value}, {column}, {table}, {slice} {column} IN (...). MariaDB 10.6 or newer.
SELECT {value}
  FROM (SELECT DISTINCT {column} FROM {table} WHERE {slice}) AS found
 ORDER BY {column}
