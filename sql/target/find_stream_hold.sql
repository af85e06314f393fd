-- What is asked of the stream, by somebody who is still there: see control_schema.sql.
-- Parameters: 1 and 2 the two halves of the role's lock, 3 migration. PostgreSQL 13 or newer.
SELECT request, stand_at, granted
  FROM landfall.stream_hold
 WHERE EXISTS (SELECT
                 FROM pg_locks
                WHERE locktype = 'advisory'
                  AND granted
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND classid = CAST(? AS bigint)
                  AND objid = CAST(? AS bigint)
                  AND objsubid = 2)
   AND migration = ?
