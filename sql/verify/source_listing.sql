-- The digest of every row of a slice with the digest and the values of its key, in an order that both servers share: two
-- such lists are merged without holding either. Binary, because a collation may sort hexadecimal digits otherwise.
-- Template: {key}, {row} CONCAT(...), {key_values} list, {table}, {slice}. MariaDB 10.6 or newer.
SELECT BINARY MD5({key}) AS key_digest,
       BINARY MD5({row}) AS row_digest,
       0                 AS version,
       {key_values}
  FROM {table}
 WHERE {slice}
 ORDER BY 1, 2
