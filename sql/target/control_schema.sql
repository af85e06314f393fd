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
    catalog                 json NOT NULL,
    created_at              timestamptz NOT NULL DEFAULT now(),
    changed_at              timestamptz NOT NULL DEFAULT now(),
    clean_verification_at   timestamptz,
    -- Source settings to put back if a cutover does not reach hand-over; null while no fence stands.
    fence                   json,
    handed_over_at          timestamptz
);

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
    PRIMARY KEY (migration, source_table, ordinal)
);

-- How far the target has followed the source: moved in the same transaction as the rows. step fences a second instance out.
CREATE TABLE IF NOT EXISTS landfall.position (
    migration     text PRIMARY KEY REFERENCES landfall.migration ON DELETE CASCADE,
    gtids         text NOT NULL,
    binlog_file   text NOT NULL,
    binlog_offset bigint NOT NULL,
    step          bigint NOT NULL,
    committed_at  timestamptz,
    applied_at    timestamptz NOT NULL DEFAULT now()
);

-- What became of every change that was read: read_events = applied + skipped (the snapshot has it already).
CREATE TABLE IF NOT EXISTS landfall.event_ledger (
    migration    text NOT NULL REFERENCES landfall.migration ON DELETE CASCADE,
    source_table text NOT NULL,
    operation    text NOT NULL,
    read_events  bigint NOT NULL,
    applied      bigint NOT NULL,
    skipped      bigint NOT NULL,
    PRIMARY KEY (migration, source_table, operation),
    CHECK (read_events = applied + skipped)
);
