-- One migration. Parameters: 1 name. PostgreSQL 13 or newer.
SELECT phase, included_tables, excluded_tables, basis, md5(CAST(basis AS text)) AS plan_digest,
       clean_verification_at, fence
  FROM landfall.migration
 WHERE name = ?
