-- Target. Keeps how long a rehearsal or a cutover took. Parameters: 1 migration, 2 whether it handed over, 3 steps, 4 their
-- milliseconds, 5 milliseconds for which writes were refused, 6 rows verified. PostgreSQL 13 or newer.
INSERT INTO landfall.cutover_run (migration, handed_over, steps, step_millis, writes_refused_millis, rows_verified)
VALUES (?, ?, ?, ?, ?, ?)
