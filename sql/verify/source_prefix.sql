-- Whether the primary key begins with a part of its first column only, so that it gives no order of whole values.
-- Parameters: the database, the table. MariaDB 10.6 or newer.
SELECT sub_part IS NOT NULL AS prefix
  FROM information_schema.statistics
 WHERE table_schema = ?
   AND table_name = ?
   AND index_name = 'PRIMARY'
   AND seq_in_index = 1
