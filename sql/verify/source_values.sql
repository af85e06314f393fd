-- The values of some rows, per column the canonical text that was compared and the text for people.
-- Template: {key}, {row} CONCAT(...), {values} list, {table}, {slice}. MariaDB 10.6 or newer.
SELECT BINARY MD5({key}) AS key_digest,
       BINARY MD5({row}) AS row_digest,
       {values}
  FROM {table}
 WHERE {slice}
