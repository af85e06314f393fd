-- How much WAL has been written, in bytes since the cluster was made. Parameters: none. Not on a standby. PostgreSQL 13 or newer.
SELECT CAST(pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS bigint)
