-- MariaDB. Counts changes that came back. Parameters: 1 migration, 2 token, 3 table, 4 operation, 5 how many.
-- MariaDB 10.6 or newer.
INSERT INTO landfall.reverse_ledger (migration, token, source_table, operation, applied)
VALUES (?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE applied = applied + VALUES(applied)
