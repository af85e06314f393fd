-- Ends tracking of which a view has come to nothing, unless something was proven, tables or ranges were found equal, it was begun anew, or somebody
-- else is about to prove something by it. Parameters: 1 migration, 2 token, 3 migration. PostgreSQL 13 or newer.
DELETE FROM landfall.tracking
 WHERE migration = ? AND token = CAST(? AS xid8) AND proven_step IS NULL
   AND NOT EXISTS (SELECT FROM landfall.equal_table kept
                    WHERE kept.migration = tracking.migration AND kept.token = tracking.token)
   AND NOT EXISTS (SELECT FROM landfall.equal_range kept
                    WHERE kept.migration = tracking.migration AND kept.token = tracking.token)
   AND pg_try_advisory_xact_lock(hashtextextended('landfall tracking ' || CAST(? AS text), 0))
