-- The lowest value of a column of numbers. Placeholders: "column", "schema"."table". PostgreSQL 13 or newer.
SELECT min("column") FROM "schema"."table"
