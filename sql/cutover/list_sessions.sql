-- Source. The sessions of others, each with its open transaction if it has one: not this user's, which may all be migrate's own, and
-- not those of replication and of the server itself. Sees them only with PROCESS.
-- Parameters: none. MariaDB 10.6 or newer.
SELECT session.ID AS id, session.USER AS user, session.HOST AS host, session.COMMAND AS command,
       CAST(session.TIME_MS AS SIGNED) AS lasting_millis, LEFT(session.INFO, 400) AS statement,
       -- The start is in the server's time zone, now is in the session's.
       TIMESTAMPDIFF(MICROSECOND, transaction_.trx_started, CONVERT_TZ(NOW(6), @@session.time_zone, 'SYSTEM')) DIV 1000 AS open_millis,
       COALESCE(transaction_.trx_rows_modified, 0) AS changed_rows
  FROM information_schema.PROCESSLIST session
  LEFT JOIN information_schema.INNODB_TRX transaction_ ON transaction_.trx_mysql_thread_id = session.ID
 WHERE session.USER NOT IN (SELECT own.USER FROM information_schema.PROCESSLIST own WHERE own.ID = CONNECTION_ID())
   AND session.USER NOT IN ('system user', 'event_scheduler', 'unauthenticated user')
   AND session.COMMAND NOT IN ('Binlog Dump', 'Slave_IO', 'Slave_SQL', 'Slave_worker', 'Daemon', 'Killed')
 ORDER BY transaction_.trx_started IS NULL, transaction_.trx_started, session.ID
