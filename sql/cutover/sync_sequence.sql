-- Target. Sets a sequence's next value to the source's. Where that is beyond the last one, because MariaDB has given all numbers to
-- somebody or to its cache, the sequence is exhausted then, or begins anew if it is one that does, as it is on the source.
-- Parameters: 1 sequence (quoted, with schema), 2 the source's next value. PostgreSQL 13 or newer.
SELECT setval(wanted.id,
              CAST(GREATEST(LEAST(wanted.next, sequence.seqmax), sequence.seqmin) AS bigint),
              wanted.next > sequence.seqmax OR wanted.next < sequence.seqmin)
  FROM (SELECT CAST(? AS regclass) AS id, CAST(? AS numeric) AS next) wanted
  JOIN pg_catalog.pg_sequence sequence ON sequence.seqrelid = wanted.id
