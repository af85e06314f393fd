-- A migration's position. A control schema of an older build, which is only looked at, has neither server_id nor prepared_xa.
-- Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT gtids,
       CAST(to_jsonb(position) ->> 'server_id' AS bigint) AS server_id,
       binlog_file,
       binlog_offset,
       ARRAY(SELECT jsonb_array_elements_text(coalesce(to_jsonb(position) -> 'prepared_xa', '[]'))) AS prepared_xa,
       step,
       committed_at
  FROM landfall.position
 WHERE migration = ?
