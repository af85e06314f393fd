-- Makes some tables of a migration a migration of their own, at the place where the whole is; what is kept about them goes along.
-- Parameters: 1 name of the part, 2 its basis, 3 basis of the rest, 4 tables, 5 name of the whole. PostgreSQL 13 or newer.
WITH asked AS (
    SELECT CAST(? AS text) AS part, CAST(? AS json) AS part_basis, CAST(? AS json) AS rest_basis, CAST(? AS text[]) AS tables,
           CAST(? AS text) AS whole
), made AS (
    INSERT INTO landfall.migration
           (name, version, source, target_schema, phase, basis, included_tables, excluded_tables, part_of)
    SELECT part, version, source, target_schema, phase, part_basis, array_to_string(tables, ','), '', whole
      FROM asked
      JOIN landfall.migration ON name = whole
), placed AS (
    INSERT INTO landfall.position
           (migration, gtids, server_id, binlog_file, binlog_offset, prepared_xa, step, committed_at, applied_at)
    SELECT part, gtids, server_id, binlog_file, binlog_offset, prepared_xa, 0, committed_at, applied_at
      FROM asked
      JOIN landfall.position ON migration = whole
), chunks AS (
    UPDATE landfall.chunk SET migration = part
      FROM asked WHERE migration = whole AND source_table = ANY (tables)
), events AS (
    UPDATE landfall.event_ledger SET migration = part
      FROM asked WHERE migration = whole AND source_table = ANY (tables)
), rejected AS (
    UPDATE landfall.rejected_row SET migration = part
      FROM asked WHERE migration = whole AND source_table = ANY (tables)
), losses AS (
    UPDATE landfall.value_loss SET migration = part
      FROM asked WHERE migration = whole AND source_table = ANY (tables)
)
UPDATE landfall.migration
   SET basis = rest_basis, parted_tables = parted_tables || tables, changed_at = clock_timestamp()
  FROM asked
 WHERE name = whole
