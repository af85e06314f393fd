-- MariaDB. What the way back keeps on the source; the database landfall holds nothing else. Idempotent.
-- Statements are separated by a line with a semicolon alone. Parameters: none. MariaDB 10.6 or newer.
CREATE DATABASE IF NOT EXISTS landfall CHARACTER SET utf8mb4 COLLATE utf8mb4_bin
;
-- How far MariaDB has followed PostgreSQL: moved in the transaction of the rows. step fences a second instance out.
CREATE TABLE IF NOT EXISTS landfall.reverse_position (
    migration    VARCHAR(255) NOT NULL,
    -- Of one window: a later one begins anew.
    token        VARCHAR(40) NOT NULL,
    lsn          BIGINT NOT NULL,
    beat         BIGINT NOT NULL,
    step         BIGINT NOT NULL,
    committed_at DATETIME(6),
    applied_at   DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (migration, token)
) ENGINE = InnoDB
;
-- What has come back: every change that was read is applied, or nothing of its transaction is.
CREATE TABLE IF NOT EXISTS landfall.reverse_ledger (
    migration    VARCHAR(255) NOT NULL,
    token        VARCHAR(40) NOT NULL,
    source_table VARCHAR(64) NOT NULL,
    operation    VARCHAR(10) NOT NULL,
    applied      BIGINT NOT NULL,
    PRIMARY KEY (migration, token, source_table, operation)
) ENGINE = InnoDB
