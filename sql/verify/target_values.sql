-- The same as source_values.sql on the target.
-- Template: {key}, {row} concat(...), {values} list, {table}, {slice}. PostgreSQL 13 or newer.
SELECT md5({key}) AS key_digest,
       md5({row}) AS row_digest,
       {values}
  FROM {table}
 WHERE {slice}
