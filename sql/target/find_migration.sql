-- One migration. Parameters: 1 name. PostgreSQL 13 or newer.
SELECT phase, included_tables, excluded_tables, basis, clean_verification_at, fence
  FROM landfall.migration
 WHERE name = ?
