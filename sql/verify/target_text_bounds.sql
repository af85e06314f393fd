-- The smallest and the largest text of a key's first column on the target, by its bytes: one scan, since no index has them in that order.
-- Template: {column}, {table}. PostgreSQL 13 or newer.
SELECT min({column} COLLATE "C") AS first_key, max({column} COLLATE "C") AS last_key
  FROM {table}
