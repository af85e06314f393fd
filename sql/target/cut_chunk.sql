-- Ends a chunk that is not copied yet before a key, and plans what is left of it as another chunk, behind all of its table.
-- Parameters: 1 the key, 2 about how many rows are before it, 3 migration, 4 source table, 5 ordinal.
-- One row with the other chunk's ordinal and rows; none when the chunk is copied already. PostgreSQL 13 or newer.
WITH cut AS (
    SELECT ?::numeric AS key, ?::bigint AS rows_before, migration, source_table, ordinal, to_key, expected_rows
      FROM landfall.chunk
     WHERE migration = ? AND source_table = ? AND ordinal = ? AND done_at IS NULL
), first AS (
    UPDATE landfall.chunk
       SET to_key = cut.key, expected_rows = cut.rows_before
      FROM cut
     WHERE chunk.migration = cut.migration AND chunk.source_table = cut.source_table AND chunk.ordinal = cut.ordinal
)
INSERT INTO landfall.chunk (migration, source_table, ordinal, from_key, to_key, expected_rows)
SELECT migration, source_table,
       (SELECT max(chunk.ordinal) + 1 FROM landfall.chunk
         WHERE chunk.migration = cut.migration AND chunk.source_table = cut.source_table),
       key, to_key, greatest(0, expected_rows - rows_before)
  FROM cut
RETURNING ordinal, expected_rows
