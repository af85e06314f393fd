-- The smallest and the largest value of a key's first column on the target: its index has them at its ends. min() and max() do not know
-- every type. Values that PostgreSQL puts beyond all others (infinity, NaN) do not count. Without "t." a column would be sorted as the text
-- that is selected, which has its name.
-- Template: {value} (the column as text), {placed} (a condition), {column}, {table}. PostgreSQL 13 or newer.
SELECT (SELECT {value} FROM {table} AS t WHERE {placed} ORDER BY t.{column} LIMIT 1) AS first_key,
       (SELECT {value} FROM {table} AS t WHERE {placed} ORDER BY t.{column} DESC LIMIT 1) AS last_key
