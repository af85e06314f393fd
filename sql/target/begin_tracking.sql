-- From the next batch on the stream writes down what it changes. A proof stays while the plan does. Parameters: 1 migration,
-- 2 plan digest. PostgreSQL 13 or newer.
INSERT INTO landfall.tracking AS tracking (migration, plan_digest)
VALUES (?, ?)
ON CONFLICT (migration) DO UPDATE
   SET plan_digest = excluded.plan_digest, proven_gtids = NULL, proven_step = NULL, proven_batches = NULL, proven_at = NULL,
       whole_at = NULL
 WHERE tracking.plan_digest <> excluded.plan_digest
