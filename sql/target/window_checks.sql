-- The checks of a way back on one table. Parameters: 1 table (quoted, with schema). PostgreSQL 13 or newer.
SELECT conname
  FROM pg_catalog.pg_constraint
 WHERE conrelid = CAST(? AS regclass) AND contype = 'c' AND starts_with(conname, 'landfall_back_')
