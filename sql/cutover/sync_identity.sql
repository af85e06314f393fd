-- Target. Sets an identity's next value beyond the greatest key and to at least the source's AUTO_INCREMENT.
-- The names "schema"."table" and "column" are put in before it is run.
-- Parameters: 1 table (quoted, with schema), 2 column, 3 the source's AUTO_INCREMENT. PostgreSQL 13 or newer.
SELECT setval(pg_get_serial_sequence(?, ?),
              GREATEST((SELECT COALESCE(MAX("column"), 0) + 1 FROM "schema"."table"), ?),
              false)
