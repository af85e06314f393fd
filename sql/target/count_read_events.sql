-- How many changes of its tables a migration's streams have read. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT coalesce(sum(read_events), 0) FROM landfall.event_ledger WHERE migration = ?
