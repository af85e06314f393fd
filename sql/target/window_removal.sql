-- The statements that take a way back off its tables: triggers, checks (of partitions only where they have left their table, which
-- has dropped theirs otherwise), replica identities. Parameters: 1 migration. PostgreSQL 13 or newer.
WITH kept AS (
    SELECT way.*, format('%I.%I', namespace.nspname, relation.relname) AS now, CAST(relation.relreplident AS text) AS identity
      FROM landfall.way_back_relation AS way
      JOIN pg_catalog.pg_class AS relation ON relation.oid = way.relation
      JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = relation.relnamespace
     WHERE way.migration = ?)
SELECT format('DROP TRIGGER %I ON %s', guard.tgname, kept.now) AS statement
  FROM kept
  JOIN pg_catalog.pg_trigger AS guard ON guard.tgrelid = kept.relation
 WHERE guard.tgname IN ('landfall_back_truncate', 'landfall_back_truncated')
UNION ALL
SELECT format('ALTER TABLE %s %s', kept.now, string_agg(format('DROP CONSTRAINT %I', fit.conname), ', '))
  FROM kept
  JOIN pg_catalog.pg_constraint AS fit ON fit.conrelid = kept.relation
 WHERE fit.contype = 'c' AND fit.coninhcount = 0 AND starts_with(fit.conname, 'landfall_back_')
 GROUP BY kept.now
UNION ALL
SELECT format('ALTER TABLE %s REPLICA IDENTITY %s', kept.now,
              CASE kept.replica_identity
                   WHEN 'f' THEN 'FULL'
                   WHEN 'n' THEN 'NOTHING'
                   WHEN 'i' THEN coalesce((SELECT format('USING INDEX %I', chosen.relname)
                                             FROM pg_catalog.pg_index AS index
                                             JOIN pg_catalog.pg_class AS chosen ON chosen.oid = index.indexrelid
                                            WHERE index.indrelid = kept.relation
                                              AND chosen.relname = kept.identity_index), 'DEFAULT')
                   ELSE 'DEFAULT'
              END)
  FROM kept
 WHERE kept.identity <> kept.replica_identity
