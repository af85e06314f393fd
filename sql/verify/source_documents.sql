-- Digests of the key and of the row, but for its JSON documents, of every row of a slice, and the documents themselves: the
-- verifier completes the digests, because no function of MariaDB gives one text to all spellings of a document.
-- Template: {key}, {row} CONCAT(...), {documents} list, {table}, {slice}. MariaDB 10.6 or newer.
SELECT MD5({key}) AS key_digest,
       MD5({row}) AS row_digest,
       {documents}
  FROM {table}
 WHERE {slice}
