-- The number that a sequence gives next, whether it counts upwards, and whether it begins anew at its end. Placeholder:
-- "schema"."sequence". PostgreSQL 13 or newer.
SELECT CASE WHEN s.is_called THEN CAST(s.last_value AS numeric) + q.seqincrement ELSE s.last_value END AS next,
       q.seqincrement > 0 AS ascending,
       q.seqcycle AS cycles
  FROM "schema"."sequence" s JOIN pg_sequence q ON q.seqrelid = s.tableoid
