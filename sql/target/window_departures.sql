-- Tables and partitions of a way back whose rows have gone, or go on changing, without a word in the log: name, what happened.
-- Parameters: 1 publication, 2 migration. PostgreSQL 13 or newer.
SELECT kept.name, state.departure
  FROM landfall.way_back_relation AS kept
 CROSS JOIN LATERAL (
       SELECT CASE WHEN NOT EXISTS (SELECT FROM pg_catalog.pg_class AS relation WHERE relation.oid = kept.relation)
                   THEN 'dropped'
                   WHEN kept.relation <> kept.root
                        AND NOT EXISTS (SELECT FROM pg_catalog.pg_partition_ancestors(kept.relation) AS ancestor
                                         WHERE ancestor.relid = kept.root)
                   THEN 'detached'
                   WHEN kept.relation = kept.root
                        AND NOT EXISTS (SELECT FROM pg_catalog.pg_publication_rel AS member
                                          JOIN pg_catalog.pg_publication AS publication ON publication.oid = member.prpubid
                                         WHERE publication.pubname = ? AND member.prrelid = kept.root)
                   THEN 'taken out of the publication'
              END AS departure) AS state
 WHERE kept.migration = ? AND NOT kept.departed AND state.departure IS NOT NULL
 ORDER BY kept.relation = kept.root, kept.name
