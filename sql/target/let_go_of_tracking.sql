-- The opposite of share_tracking.sql. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT pg_advisory_unlock_shared(hashtextextended('landfall tracking ' || CAST(? AS text), 0))
