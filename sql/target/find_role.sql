-- Who has a role. Parameters: 1 and 2 the two halves of the role's lock. PostgreSQL 13 or newer.
SELECT locks.pid,
       activity.application_name,
       host(activity.client_addr)                                                                AS client_address,
       to_char(activity.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
  FROM pg_locks AS locks
  JOIN pg_stat_activity AS activity ON activity.pid = locks.pid
 WHERE locks.locktype = 'advisory'
   AND locks.granted
   AND locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND locks.classid = CAST(? AS bigint)
   AND locks.objid = CAST(? AS bigint)
   AND locks.objsubid = 2
