-- From the next batch on the stream writes down what it changes, but no more than there are rows: a million at least, twenty million at
-- the most. A proof stays while the plan does; with another one
-- everything is noted anew. Parameters: 1 migration, 2 plan digest, 3 schema of the tables. PostgreSQL 13 or newer.
INSERT INTO landfall.tracking AS tracking (migration, plan_digest, most_waiting)
SELECT ?, ?, least(20000000, greatest(1000000, (SELECT sum(reltuples) FROM pg_class
                                                 WHERE relnamespace = to_regnamespace(quote_ident(?)) AND relkind = 'r'
                                                   AND reltuples > 0)))
ON CONFLICT (migration) DO UPDATE
   SET token          = CASE WHEN tracking.plan_digest = excluded.plan_digest THEN tracking.token ELSE excluded.token END,
       plan_digest    = excluded.plan_digest,
       proven_gtids   = CASE WHEN tracking.plan_digest = excluded.plan_digest THEN tracking.proven_gtids END,
       proven_step    = CASE WHEN tracking.plan_digest = excluded.plan_digest THEN tracking.proven_step END,
       proven_batches = CASE WHEN tracking.plan_digest = excluded.plan_digest THEN tracking.proven_batches END,
       proven_at      = CASE WHEN tracking.plan_digest = excluded.plan_digest THEN tracking.proven_at END,
       whole_at       = CASE WHEN tracking.plan_digest = excluded.plan_digest THEN tracking.whole_at END
RETURNING CAST(token AS text) AS token, token = pg_current_xact_id() AS is_new
