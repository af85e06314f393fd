-- Turns the text of some rows around, as far apart from each other as they can be.
-- Parameters: the distance of their keys, at least 2, how many. PostgreSQL 13 or newer.
UPDATE bench.sbtest1 SET c = reverse(c)
 WHERE id IN (SELECT ((number * 2 - 1) * ?::integer / 2)::integer FROM generate_series(1, ?::integer) AS numbers (number))
