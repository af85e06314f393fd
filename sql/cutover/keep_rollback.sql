-- Target. Keeps how long a rollback took. Parameters: 1 migration, 2 milliseconds for which writes were refused, 3 rows verified.
-- PostgreSQL 13 or newer.
INSERT INTO landfall.rollback_run (migration, writes_refused_millis, rows_verified)
VALUES (?, ?, ?)
