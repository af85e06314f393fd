-- The demo's users on PostgreSQL: Landfall, which will own the target database, and the shop's application.
-- Parameters: the settings demo.app_password and demo.landfall_password. Run by a superuser. PostgreSQL 15 or newer.
DO $$
BEGIN
    EXECUTE format('CREATE ROLE landfall LOGIN PASSWORD %L', current_setting('demo.landfall_password'));
    EXECUTE format('CREATE ROLE shop_app LOGIN PASSWORD %L', current_setting('demo.app_password'));
END
$$;
-- Replicated rows have passed MariaDB's foreign keys and triggers already.
GRANT SET ON PARAMETER session_replication_role TO landfall;
-- Only for the way back, which reads the write-ahead log.
ALTER ROLE landfall REPLICATION;
