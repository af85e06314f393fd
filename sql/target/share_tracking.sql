-- Nobody else ends tracking as unproven until it is let go, or this session ends. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT pg_advisory_lock_shared(hashtextextended('landfall tracking ' || CAST(? AS text), 0))
