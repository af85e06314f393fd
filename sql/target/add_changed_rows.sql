-- Writes down rows of a table that the stream has changed. Parameters: 1 migration, 2 source table, 3 positions of columns (null for
-- the whole table), 4 their values, a text per row. PostgreSQL 13 or newer.
INSERT INTO landfall.changed_row (migration, source_table, columns, row_values)
SELECT ?, ?, CAST(? AS smallint[]), unnest(CAST(? AS text[]))
