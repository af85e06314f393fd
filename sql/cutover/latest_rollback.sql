-- Target. The latest rollback of a migration whose time was taken. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT writes_refused_millis, rows_verified, ended_at
  FROM landfall.rollback_run
 WHERE migration = ?
 ORDER BY id DESC
 LIMIT 1
