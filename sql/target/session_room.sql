-- What limits the sessions of this role, and how many of each limit are taken. pg_stat_activity hides what the sessions of
-- others are from a role without privileges, pg_stat_database does not.
SELECT 'max_connections (without those reserved)',
       current_setting('max_connections')::bigint - current_setting('superuser_reserved_connections')::bigint
           - coalesce(current_setting('reserved_connections', true)::bigint, 0),
       (SELECT sum(numbackends) FROM pg_stat_database)
UNION ALL
SELECT 'CONNECTION LIMIT of the role', rolconnlimit,
       (SELECT count(*) FROM pg_stat_activity WHERE usesysid = pg_roles.oid)
FROM pg_roles WHERE rolname = current_user AND rolconnlimit >= 0
UNION ALL
SELECT 'CONNECTION LIMIT of the database', datconnlimit,
       (SELECT numbackends FROM pg_stat_database WHERE datid = pg_database.oid)
FROM pg_database WHERE datname = current_database() AND datconnlimit >= 0
