-- Some rows of the target as they are, for the trail that a repair leaves, and as SQL literals.
-- Template: {key}, {literals} text of the written columns, {table}, {slice}. PostgreSQL 13 or newer.
SELECT md5({key}) AS key_digest,
       to_jsonb(landfall_row)::text AS row_json,
       {literals} AS literals
  FROM {table} AS landfall_row
 WHERE {slice}
