-- Adds to the event ledger. Parameters: 1 migration, 2 source table, 3 operation, 4 read, 5 applied, 6 skipped, 7 rejected.
-- PostgreSQL 13 or newer.
INSERT INTO landfall.event_ledger AS l (migration, source_table, operation, read_events, applied, skipped, rejected)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (migration, source_table, operation) DO UPDATE
   SET read_events = l.read_events + excluded.read_events,
       applied = l.applied + excluded.applied,
       skipped = l.skipped + excluded.skipped,
       rejected = l.rejected + excluded.rejected
