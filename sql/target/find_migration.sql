-- One migration. Parameters: 1 name. PostgreSQL 13 or newer.
SELECT phase, target_schema, included_tables, excluded_tables, catalog, clean_verification_at, fence
  FROM landfall.migration
 WHERE name = ?
