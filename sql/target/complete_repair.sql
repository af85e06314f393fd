-- A row that was kept as deleted has come back. Parameters: 1 the row as it is, 2 number. PostgreSQL 13 or newer.
UPDATE landfall.repair
   SET action = 'rewrite', row_after = CAST(? AS jsonb)
 WHERE id = ?
