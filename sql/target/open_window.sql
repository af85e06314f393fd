-- Keeps a way back before anything of it is made. Parameters: 1 migration, 2 token, 3 slot. PostgreSQL 13 or newer.
INSERT INTO landfall.way_back (migration, token, slot)
VALUES (?, ?, ?)
ON CONFLICT (migration) DO UPDATE
   SET token = excluded.token, slot = excluded.slot, handover_lsn = NULL, ends_at = NULL, begun = false, beat = 0,
       opened_at = clock_timestamp()
