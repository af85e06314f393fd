-- What policies have done so far, and how many rows are set aside now.
-- Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT source_table, source_column, loss, policy,
       sum(lost_values) FILTER (WHERE path = 'snapshot') AS in_snapshot,
       sum(lost_values) FILTER (WHERE path = 'stream')   AS in_stream,
       (array_agg(sample_keys ORDER BY path))[1]         AS sample_keys
  FROM (SELECT source_table, source_column, loss, policy, path, lost_values, array_to_string(sample_keys, '; ') AS sample_keys
          FROM landfall.value_loss
         WHERE migration = ?) AS losses
 GROUP BY 1, 2, 3, 4
 ORDER BY 1, 2, 3, 4
