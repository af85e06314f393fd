-- Adds to the count of values that a policy has changed or set aside.
-- Parameters: 1 migration, 2 source table, 3 source column, 4 loss, 5 policy, 6 path (snapshot or stream), 7 values,
-- 8 sample keys. PostgreSQL 13 or newer.
INSERT INTO landfall.value_loss AS known
       (migration, source_table, source_column, loss, policy, path, lost_values, sample_keys)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (migration, source_table, source_column, loss, policy, path) DO UPDATE
   SET lost_values = known.lost_values + excluded.lost_values,
       sample_keys = (known.sample_keys || excluded.sample_keys)[1:3]
