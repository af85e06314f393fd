-- The same as source_listing.sql on the target. The version tells whether a row was written again between two readings.
-- Template: {key}, {row} concat(...), {key_values} list, {table}, {slice}. PostgreSQL 13 or newer.
SELECT md5({key}) COLLATE "C" AS key_digest,
       md5({row}) COLLATE "C" AS row_digest,
       xmin::text::bigint     AS version,
       {key_values}
  FROM {table}
 WHERE {slice}
 ORDER BY 1, 2
