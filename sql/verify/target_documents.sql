-- The same as source_documents.sql on the target.
-- Template: {key}, {row} concat(...), {documents} list, {table}, {slice}. PostgreSQL 13 or newer.
SELECT md5({key}) AS key_digest,
       md5({row}) AS row_digest,
       {documents}
  FROM {table}
 WHERE {slice}
