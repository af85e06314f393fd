-- On the target: the migrated tables that autovacuum may come to next, or is at work on. Parameters: 1 schema, 2 tables in it.
-- PostgreSQL 13 or newer.
SELECT format('%I.%I', schemaname, relname) AS relation
  FROM pg_stat_user_tables
 WHERE schemaname = ? AND relname = ANY (?) AND n_dead_tup + n_mod_since_analyze + n_ins_since_vacuum > 0
 ORDER BY n_dead_tup + n_mod_since_analyze + n_ins_since_vacuum DESC
 LIMIT 500
