-- Keeps a schema change and the basis of the plan before it, in the transaction that makes the change.
-- Parameters: 1 gtid, 2 source statement, 3 target statements, 4 accepted, 5 migration. PostgreSQL 13 or newer.
INSERT INTO landfall.schema_change
       (migration, version, gtid, source_statement, target_statements, accepted, basis_before)
SELECT m.name,
       (SELECT count(*) + 1 FROM landfall.schema_change AS c WHERE c.migration = m.name),
       ?, ?, ?, ?, m.basis
  FROM landfall.migration AS m
 WHERE m.name = ?
