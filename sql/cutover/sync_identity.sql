-- Target. Sets an identity's next value beyond the greatest key and to at least the source's AUTO_INCREMENT. Where the
-- greatest key is the type's last value there is no next one: the identity is exhausted then, as it is on the source.
-- The names "schema"."table" and "column" are put in before it is run.
-- Parameters: 1 table (quoted, with schema), 2 column, 3 the source's AUTO_INCREMENT. PostgreSQL 13 or newer.
SELECT setval(identity.id, CAST(LEAST(wanted.next, sequence.seqmax) AS bigint), wanted.next > sequence.seqmax)
  FROM (SELECT CAST(pg_get_serial_sequence(?, ?) AS regclass) AS id) identity
  JOIN pg_catalog.pg_sequence sequence ON sequence.seqrelid = identity.id
 CROSS JOIN (SELECT GREATEST((SELECT CAST(COALESCE(MAX("column"), 0) AS numeric) + 1 FROM "schema"."table"),
                             CAST(? AS numeric)) AS next) wanted
