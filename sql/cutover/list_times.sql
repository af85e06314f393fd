-- Target. The rehearsals and cutovers of a migration, the latest first. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT handed_over, steps, step_millis, writes_refused_millis, rows_verified, ended_at
  FROM landfall.cutover_run
 WHERE migration = ?
 ORDER BY id DESC
 LIMIT 20
