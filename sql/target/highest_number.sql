-- The highest value of a column of numbers. Placeholders: "column", "schema"."table". PostgreSQL 13 or newer.
SELECT max("column") FROM "schema"."table"
