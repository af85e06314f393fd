-- Whether there is a sequence of a name. Parameter: 1 the name (quoted, with schema). PostgreSQL 13 or newer.
SELECT EXISTS (SELECT FROM pg_sequence WHERE seqrelid = to_regclass(?))
