-- What limits the sessions of this account, and how many of each limit are taken. Asks for no privilege.
SELECT 'max_connections', @@global.max_connections,
       (SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'THREADS_CONNECTED')
UNION ALL
-- The session's value is the account's own, which everybody may see of their own sessions.
SELECT 'MAX_USER_CONNECTIONS', @@session.max_user_connections,
       (SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = SUBSTRING_INDEX(CURRENT_USER(), '@', 1))
FROM DUAL WHERE @@session.max_user_connections > 0
