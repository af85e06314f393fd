-- What a way back needs of the server and of the role. Parameters: none. PostgreSQL 13 or newer.
SELECT current_setting('wal_level') AS wal_level,
       CAST(current_setting('max_replication_slots') AS integer) AS max_slots,
       (SELECT count(*) FROM pg_catalog.pg_replication_slots) AS slots,
       CAST(current_setting('max_wal_senders') AS integer) AS max_senders,
       (SELECT count(*) FROM pg_catalog.pg_stat_replication) AS senders,
       (SELECT rolsuper OR rolreplication FROM pg_catalog.pg_roles WHERE rolname = current_user)
       OR EXISTS (SELECT FROM pg_catalog.pg_roles
                   WHERE rolname IN ('rds_replication', 'cloudsqlsuperuser') AND pg_has_role(oid, 'MEMBER')) AS may_replicate
