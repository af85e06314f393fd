-- Puts another basis of the plan in force; what was verified, was verified by the one before.
-- Parameters: 1 basis, 2 migration. PostgreSQL 13 or newer.
UPDATE landfall.migration
   SET basis = CAST(? AS json), clean_verification_at = NULL, changed_at = clock_timestamp()
 WHERE name = ?
