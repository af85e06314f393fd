-- Keeps what a verification of every table has found, and forgets those before the latest thousand (of all migrations).
-- Parameters: 1 migration, 2 verdict, 3 strength, 4 source position, 5 tables, 6 rows, 7 rows that differ, 8 milliseconds, 9 how old it
-- counts as, NULL for now, 10 migration. PostgreSQL 13 or newer.
WITH kept AS (
    INSERT INTO landfall.verification
           (migration, verdict, strength, gtids, tables, source_rows, differing, took_millis, ended_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, coalesce(CAST(? AS timestamptz), clock_timestamp()))
)
DELETE FROM landfall.verification
 WHERE migration = ?
   AND id <= (SELECT max(id) - 1000 FROM landfall.verification)
