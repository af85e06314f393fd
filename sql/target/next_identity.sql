-- The highest value of an identity column, and the one that it would give next. Placeholders: "column", "schema"."table", and
-- "schema"."sequence" as pg_get_serial_sequence names it. PostgreSQL 13 or newer.
SELECT (SELECT max("column") FROM "schema"."table") AS highest,
       (SELECT CASE WHEN s.is_called
                    THEN s.last_value + (SELECT q.seqincrement FROM pg_sequence q WHERE q.seqrelid = s.tableoid)
                    ELSE s.last_value END
          FROM "schema"."sequence" s) AS next
