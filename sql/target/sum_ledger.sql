-- What became of the changes that a migration's streams have read. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT coalesce(sum(read_events), 0) AS read,
       coalesce(sum(applied), 0) AS applied,
       coalesce(sum(skipped), 0) AS skipped,
       coalesce(sum(rejected), 0) AS rejected
  FROM landfall.event_ledger
 WHERE migration = ?
