-- The smallest and the largest value of a key's first column on the target: its index has them at its ends.
-- Template: {column}, {table}. PostgreSQL 13 or newer.
SELECT min({column}) AS first_key, max({column}) AS last_key
  FROM {table}
