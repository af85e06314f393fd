-- Keeps what has become of a row. Parameters: 1 migration, 2 source table, 3 key for people, 4 action, 5 the row as it was
-- (null for none), 6 as it is, 7 position. PostgreSQL 13 or newer.
INSERT INTO landfall.repair (migration, source_table, row_key, action, row_before, row_after, gtids)
VALUES (?, ?, ?, ?, CAST(? AS jsonb), CAST(? AS jsonb), ?)
