-- Sets a row aside that a policy does not let into its table.
-- Parameters: 1 migration, 2 source table, 3 identity, 4 key, 5 chunk key, 6 source column, 7 loss, 8 reason, 9 original
-- row as JSON. PostgreSQL 13 or newer.
INSERT INTO landfall.rejected_row
       (migration, source_table, identity, row_key, chunk_key, source_column, loss, reason, original)
VALUES (?, ?, ?, ?, CAST(? AS numeric), ?, ?, ?, CAST(? AS json))
