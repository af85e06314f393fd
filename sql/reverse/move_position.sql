-- MariaDB. Moves the position of the way back, in the transaction of the rows. No row updated: another instance has moved it.
-- Parameters: 1 lsn, 2 beat, 3 time of commit on PostgreSQL, 4 migration, 5 token, 6 expected step. MariaDB 10.6 or newer.
UPDATE landfall.reverse_position
   SET lsn = ?, beat = ?, committed_at = COALESCE(?, committed_at), step = step + 1, applied_at = CURRENT_TIMESTAMP(6)
 WHERE migration = ? AND token = ? AND step = ?
