-- The control schema: where every migration on this target keeps its state. Idempotent.
-- Parameters: none. PostgreSQL 13 or newer.
CREATE SCHEMA IF NOT EXISTS landfall;

-- One row per migration: what was planned, and how far it has come.
CREATE TABLE IF NOT EXISTS landfall.migration (
    name                    text PRIMARY KEY,
    version                 text NOT NULL,
    source                  text NOT NULL,
    target_schema           text NOT NULL,
    phase                   text NOT NULL,
    -- Patterns of the tables that were asked for, joined by commas.
    included_tables         text NOT NULL,
    excluded_tables         text NOT NULL,
    -- What the plan is made from: schema, data, rules, features of the target.
    basis                   json NOT NULL,
    created_at              timestamptz NOT NULL DEFAULT now(),
    changed_at              timestamptz NOT NULL DEFAULT now(),
    clean_verification_at   timestamptz,
    -- Source settings to put back if a cutover does not reach hand-over; null while no fence stands.
    fence                   json,
    handed_over_at          timestamptz,
    -- The migration that these tables were a part of, before they were taken out of it; null for a whole one.
    part_of                 text,
    -- Tables that were taken out of it.
    parted_tables           text[] NOT NULL DEFAULT '{}'
);
ALTER TABLE landfall.migration ADD COLUMN IF NOT EXISTS part_of text;
ALTER TABLE landfall.migration ADD COLUMN IF NOT EXISTS parted_tables text[] NOT NULL DEFAULT '{}';

-- The pieces that a table is copied in; rows from_key <= key < to_key, null is open. A done chunk was read at its position.
CREATE TABLE IF NOT EXISTS landfall.chunk (
    migration     text NOT NULL REFERENCES landfall.migration ON DELETE CASCADE,
    source_table  text NOT NULL,
    ordinal       integer NOT NULL,
    from_key      numeric,
    to_key        numeric,
    expected_rows bigint NOT NULL,
    gtids         text,
    binlog_file   text,
    binlog_offset bigint,
    copied_rows   bigint,
    copied_bytes  bigint,
    copy_millis   bigint,
    done_at       timestamptz,
    -- Whose binary log the file is in. Null in chunks of older builds.
    server_id     bigint,
    PRIMARY KEY (migration, source_table, ordinal)
);
ALTER TABLE landfall.chunk ADD COLUMN IF NOT EXISTS server_id bigint;

-- How far the target has followed the source: moved in the same transaction as the rows. step fences a second instance out.
CREATE TABLE IF NOT EXISTS landfall.position (
    migration     text PRIMARY KEY REFERENCES landfall.migration ON DELETE CASCADE,
    gtids         text NOT NULL,
    binlog_file   text NOT NULL,
    binlog_offset bigint NOT NULL,
    step          bigint NOT NULL,
    committed_at  timestamptz,
    applied_at    timestamptz NOT NULL DEFAULT now(),
    -- Whose binary log the file is in. Null, or 0, where that is not known.
    server_id     bigint,
    -- XA transactions that are prepared and not ended here, none of them with rows of migrated tables.
    prepared_xa   text[] NOT NULL DEFAULT '{}'
);
ALTER TABLE landfall.position ADD COLUMN IF NOT EXISTS server_id bigint;
ALTER TABLE landfall.position ADD COLUMN IF NOT EXISTS prepared_xa text[] NOT NULL DEFAULT '{}';

-- What became of every change that was read: read_events = applied + skipped (the snapshot has it already) + rejected.
CREATE TABLE IF NOT EXISTS landfall.event_ledger (
    migration    text NOT NULL REFERENCES landfall.migration ON DELETE CASCADE,
    source_table text NOT NULL,
    operation    text NOT NULL,
    read_events  bigint NOT NULL,
    applied      bigint NOT NULL,
    skipped      bigint NOT NULL,
    rejected     bigint NOT NULL,
    PRIMARY KEY (migration, source_table, operation),
    CHECK (read_events = applied + skipped + rejected)
);

-- Rows that a policy keeps out of their table: the row as it is on the source, and why. Gone when the source changes the row
-- so that it fits, or deletes it.
CREATE TABLE IF NOT EXISTS landfall.rejected_row (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration     text NOT NULL REFERENCES landfall.migration ON DELETE CASCADE,
    source_table  text NOT NULL,
    -- Digest of the key's values; of all values for a table without a key.
    identity      text NOT NULL,
    row_key       text NOT NULL,
    chunk_key     numeric,
    source_column text NOT NULL,
    loss          text NOT NULL,
    reason        text NOT NULL,
    original      json NOT NULL,
    rejected_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX IF NOT EXISTS rejected_row_identity ON landfall.rejected_row (migration, source_table, identity);

-- How many values policies have changed or set aside, on the way of the snapshot and of the stream.
CREATE TABLE IF NOT EXISTS landfall.value_loss (
    migration     text NOT NULL REFERENCES landfall.migration ON DELETE CASCADE,
    source_table  text NOT NULL,
    source_column text NOT NULL,
    loss          text NOT NULL,
    policy        text NOT NULL,
    path          text NOT NULL,
    lost_values   bigint NOT NULL,
    sample_keys   text[] NOT NULL,
    PRIMARY KEY (migration, source_table, source_column, loss, policy, path)
);

-- What can be changed while a snapshot copies: its limits, how many workers, whether it is paused.
CREATE TABLE IF NOT EXISTS landfall.setting (
    migration  text NOT NULL REFERENCES landfall.migration ON DELETE CASCADE,
    name       text NOT NULL,
    -- As the configuration of the latest snapshot or verification had it; null for off.
    configured text,
    -- As migrate ctl has it, which is stronger; null where it has said nothing.
    value      text,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (migration, name)
);

-- How a running copy gets on, besides its chunks; gone when all is copied.
CREATE TABLE IF NOT EXISTS landfall.copy_state (
    migration      text PRIMARY KEY REFERENCES landfall.migration ON DELETE CASCADE,
    -- Why it waits; empty when it does not.
    held           text[] NOT NULL,
    workers        integer NOT NULL,
    -- NULL while no read view is open.
    view_since     timestamptz,
    -- When the snapshot's oldest position was taken, at the earliest.
    oldest_since   timestamptz NOT NULL,
    history_length bigint,
    eta_seconds    bigint,
    seen_at        timestamptz NOT NULL
);
ALTER TABLE landfall.copy_state ALTER COLUMN view_since DROP NOT NULL;

-- What is left of a snapshot that runs; gone when it is done.
CREATE TABLE IF NOT EXISTS landfall.outlook (
    migration   text PRIMARY KEY REFERENCES landfall.migration ON DELETE CASCADE,
    step        text NOT NULL,
    -- Null while nobody can tell.
    eta_seconds bigint,
    -- What is to come and not in it.
    uncounted   text[] NOT NULL,
    seen_at     timestamptz NOT NULL
);

-- The tables that it copies or builds on now.
CREATE TABLE IF NOT EXISTS landfall.outlook_table (
    migration       text NOT NULL REFERENCES landfall.outlook ON DELETE CASCADE,
    table_name      text NOT NULL,
    phase           text NOT NULL,
    rows            bigint NOT NULL,
    bytes           bigint NOT NULL,
    -- Both null while nobody can tell.
    rows_per_second bigint,
    eta_seconds     bigint,
    PRIMARY KEY (migration, table_name)
);

-- What migrate ctl tells a stream, and what the stream says to it.
CREATE TABLE IF NOT EXISTS landfall.stream_control (
    migration    text PRIMARY KEY REFERENCES landfall.migration ON DELETE CASCADE,
    -- Since when nothing is to be applied, by any stream; null to apply.
    paused_at    timestamptz,
    -- Most changes that are applied together; null for as many as are fast.
    batch        integer,
    -- Where the stream that runs is to end; null where it was started to. It ends with that stream.
    stop_at      text,
    -- Grows by one with every change of the above.
    orders       bigint NOT NULL DEFAULT 0,
    -- Up to where the stream goes by them.
    taken        bigint NOT NULL DEFAULT 0,
    -- A stop_at that the stream had passed before it heard of it.
    passed       text,
    -- When a stream has last seen that it had applied everything.
    caught_up_at timestamptz
);

-- What a verification asks of a stream: to stand still, then to go on to exactly one place and to stand there. It counts only
-- while the verification's session holds the role "verify": when that is gone, however it ended, the stream goes on.
CREATE TABLE IF NOT EXISTS landfall.stream_hold (
    migration text PRIMARY KEY REFERENCES landfall.migration ON DELETE CASCADE,
    -- Grows by one with every request.
    request   bigint NOT NULL,
    -- Where to stand; null for where the stream is when it hears of it.
    stand_at  text,
    -- The latest request by which the stream stands where it was asked to.
    granted   bigint NOT NULL DEFAULT 0
);

-- Schema changes of the source that the target has followed, each with what the plan was made from up to there.
CREATE TABLE IF NOT EXISTS landfall.schema_change (
    migration         text NOT NULL REFERENCES landfall.migration ON DELETE CASCADE,
    -- The plan's version up to this change: 1 is the snapshot's.
    version           integer NOT NULL,
    -- Of the source's statement: the first that is decoded by the next version comes behind it.
    gtid              text NOT NULL,
    source_statement  text NOT NULL,
    target_statements text[] NOT NULL,
    -- Whether somebody had to accept it.
    accepted          boolean NOT NULL,
    basis_before      json NOT NULL,
    applied_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (migration, version)
);

-- Rows that migrate verify --repair has written anew, as they were and as they are; null where there was, or is, none.
CREATE TABLE IF NOT EXISTS landfall.repair (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration    text NOT NULL REFERENCES landfall.migration ON DELETE CASCADE,
    source_table text NOT NULL,
    row_key      text NOT NULL,
    action       text NOT NULL CHECK (action IN ('insert', 'delete', 'rewrite')),
    row_before   jsonb,
    row_after    jsonb,
    -- The source's position whose values were written, and at which the target stood.
    gtids        text NOT NULL,
    repaired_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The way back of a migration, from just before its cutover to its end. Part of its own publication: an update of beat is a mark
-- in the log that tells how far it was read.
CREATE TABLE IF NOT EXISTS landfall.way_back (
    migration    text PRIMARY KEY REFERENCES landfall.migration ON DELETE CASCADE,
    token        text NOT NULL,
    slot         text NOT NULL,
    -- Where the log stood at the hand-over; null before it.
    handover_lsn pg_lsn,
    -- MariaDB has kept a position since; a missing one is lost, and no reason to begin anew.
    begun        boolean NOT NULL DEFAULT false,
    beat         bigint NOT NULL DEFAULT 0,
    opened_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Until when nobody gives it up by mistake; null for no such time.
    ends_at      timestamptz
);
ALTER TABLE landfall.way_back ADD COLUMN IF NOT EXISTS ends_at timestamptz;

-- The tables of a way back and their partitions, the table itself among them, as they were when it was made.
CREATE TABLE IF NOT EXISTS landfall.way_back_relation (
    migration        text NOT NULL REFERENCES landfall.way_back ON DELETE CASCADE,
    relation         oid NOT NULL,
    -- Quoted, with its schema.
    name             text NOT NULL,
    root             oid NOT NULL,
    -- As in pg_class, to be put back; with the index's name for i.
    replica_identity text NOT NULL,
    identity_index   text,
    -- Set by hand: it has been dropped or detached, and MariaDB has lost the same rows.
    departed         boolean NOT NULL DEFAULT false,
    PRIMARY KEY (migration, relation)
);

-- Refuses to truncate a single partition, which no publication by the root sends. Arguments: the root, and whether the trigger is
-- on it: its own TRUNCATE reaches the partitions as well, between its two triggers.
CREATE OR REPLACE FUNCTION landfall.refuse_partition_truncate() RETURNS trigger LANGUAGE plpgsql AS $landfall$
DECLARE
    truncated text := coalesce(current_setting('landfall.truncating', true), '');
    mark      text := '<' || TG_ARGV[0] || '>';
BEGIN
    IF TG_ARGV[1] = 'root' AND TG_WHEN = 'BEFORE' THEN
        PERFORM set_config('landfall.truncating', truncated || mark, true);
    ELSIF TG_ARGV[1] = 'root' THEN
        PERFORM set_config('landfall.truncating', replace(truncated, mark, ''), true);
    ELSIF strpos(truncated, mark) = 0 THEN
        RAISE EXCEPTION 'landfall: TRUNCATE of the partition %.% could not come back to MariaDB', TG_TABLE_SCHEMA, TG_TABLE_NAME
            USING ERRCODE = 'feature_not_supported',
                  HINT = 'Delete its rows, truncate the whole table, or give up the way back with migrate cutover --final.';
    END IF;
    RETURN NULL;
END
$landfall$;

-- How long the steps of rehearsals and of cutovers took that came to their end: what a runbook expects of the next one.
CREATE TABLE IF NOT EXISTS landfall.cutover_run (
    id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration             text NOT NULL REFERENCES landfall.migration ON DELETE CASCADE,
    handed_over           boolean NOT NULL,
    -- Step by step, in order; both arrays are as long.
    steps                 text[] NOT NULL,
    step_millis           bigint[] NOT NULL,
    writes_refused_millis bigint NOT NULL,
    rows_verified         bigint NOT NULL,
    ended_at              timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- How long rollbacks took that came to their end at once.
CREATE TABLE IF NOT EXISTS landfall.rollback_run (
    id                    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration             text NOT NULL REFERENCES landfall.migration ON DELETE CASCADE,
    writes_refused_millis bigint NOT NULL,
    rows_verified         bigint NOT NULL,
    ended_at              timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- What verifications of every table have found; those of some tables are not kept.
CREATE TABLE IF NOT EXISTS landfall.verification (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    migration   text NOT NULL REFERENCES landfall.migration ON DELETE CASCADE,
    verdict     text NOT NULL CHECK (verdict IN ('equal', 'different', 'unsettled')),
    strength    text NOT NULL,
    -- The source's position at its beginning; of a fenced one, the position that was compared.
    gtids       text NOT NULL,
    tables      integer NOT NULL,
    source_rows bigint NOT NULL,
    differing   bigint NOT NULL,
    took_millis bigint NOT NULL,
    ended_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Refuses every statement but the stream's: what the guard of a rollback calls.
CREATE OR REPLACE FUNCTION landfall.refuse_writes() RETURNS trigger LANGUAGE plpgsql AS $landfall$
BEGIN
    IF current_setting('landfall.replicating', true) = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'landfall: %.% takes no writes, MariaDB owns the data or is about to', TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'read_only_sql_transaction', HINT = 'migrate status shows who owns the data.';
END
$landfall$;

-- How far a fenced verification has proven both sides equal, and that the stream writes down what it changes since. Unlogged, as
-- changed_row: a crash of PostgreSQL takes both away together, and everything is compared anew.
CREATE UNLOGGED TABLE IF NOT EXISTS landfall.tracking (
    migration      text PRIMARY KEY,
    -- Tells it from one that was begun after it had been ended.
    token          xid8 NOT NULL DEFAULT pg_current_xact_id(),
    -- Rows are found by the columns of this plan.
    plan_digest    text NOT NULL,
    -- Of the stream, that were written down; as many as the position has made steps since, or something was not.
    batches        bigint NOT NULL DEFAULT 0,
    -- In changed_row, about.
    waiting        bigint NOT NULL DEFAULT 0,
    -- With more of them everything is as quickly compared, and the proof ends.
    most_waiting   bigint NOT NULL,
    -- What the view showed that was proven; null before.
    proven_gtids   text,
    proven_step    bigint,
    proven_batches bigint,
    proven_at      timestamptz,
    -- When every row was last compared.
    whole_at       timestamptz
);

-- Rows that have changed since the proof: by the values of some columns, which more rows than one may have; without columns the
-- whole table. No keys, so that writing them costs little.
CREATE UNLOGGED TABLE IF NOT EXISTS landfall.changed_row (
    -- Whether a view shows the row is asked after the view is gone.
    written_by   xid8 NOT NULL DEFAULT pg_current_xact_id(),
    migration    text NOT NULL,
    source_table text NOT NULL,
    -- Positions in the table's column list, from 0.
    columns      smallint[],
    -- Their values as text, as a JSON array; null for a value that has no text by which both servers find it.
    row_values   text
);

-- Tables that a fenced verification has found equal which is under way, or was cut short: the next one compares only what has changed
-- there since. Unlogged, as tracking and changed_row. Of use only together with the tracking that it was found under.
CREATE UNLOGGED TABLE IF NOT EXISTS landfall.equal_table (
    migration    text NOT NULL,
    source_table text NOT NULL,
    -- Of tracking, as the view showed it.
    token        xid8 NOT NULL,
    plan_digest  text NOT NULL,
    -- Method and version.
    compared_by  text NOT NULL,
    gtids        text NOT NULL,
    step         bigint NOT NULL,
    batches      bigint NOT NULL,
    source_rows  bigint NOT NULL,
    compared_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (migration, source_table)
);

-- Ranges of such tables, which count until the whole of one is found equal. Ends are values of the column that cuts the table, as the
-- source gives them as text: the first that belongs to the range, and the first that no longer does; null for none.
CREATE UNLOGGED TABLE IF NOT EXISTS landfall.equal_range (
    migration    text NOT NULL,
    source_table text NOT NULL,
    from_value   text,
    until_value  text,
    token        xid8 NOT NULL,
    plan_digest  text NOT NULL,
    compared_by  text NOT NULL,
    gtids        text NOT NULL,
    step         bigint NOT NULL,
    batches      bigint NOT NULL,
    source_rows  bigint NOT NULL,
    compared_at  timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Notes that somebody other than the stream has written to a table: what was proven there says nothing any more. As long as the source
-- owns the data, whether a proof is kept or not: one may begin before the writer commits. Not of a table that went with a group and has not
-- been verified since: its trigger still has the name of the whole. Arguments: the migration, the source's table.
-- With the rights of its owner, because the writer may have none here.
CREATE OR REPLACE FUNCTION landfall.notice_write() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $landfall$
BEGIN
    INSERT INTO landfall.changed_row (migration, source_table)
    SELECT migration.name, TG_ARGV[1]
      FROM landfall.migration
     WHERE migration.name = TG_ARGV[0] AND migration.phase NOT IN ('handed-over', 'returning', 'reopening')
       AND TG_ARGV[1] <> ALL (migration.parted_tables);
    RETURN NULL;
END
$landfall$;
