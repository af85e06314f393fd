package dev.landfall.plan;

import dev.landfall.catalog.HistoryOf;
import dev.landfall.catalog.SourceTable;
import java.util.Objects;

/** Says of a system-versioned table what becomes of its former rows, and where they cannot be followed. */
final class HistoryRules {
    private final PlanBasis basis;
    private final CascadeGraph cascades;
    private final Findings findings;

    HistoryRules(PlanBasis basis, CascadeGraph cascades, Findings findings) {
        this.basis = basis;
        this.cascades = cascades;
        this.findings = findings;
    }

    void report(SourceTable table) {
        if (table.historyOf() != null) {
            reportHistory(table, table.historyOf());
        } else if (table.versioning() != null
                && !basis.rules().keepsHistory(table.name().name())) {
            findings.warning(
                    "TABLE-002",
                    table.name().toString(),
                    "is system-versioned: its current rows are migrated, their history is not",
                    "Name the table under mapping.history to migrate its history too; or keep the source for as long as it is"
                            + " needed.");
        }
    }

    private void reportHistory(SourceTable table, HistoryOf history) {
        String where = table.name().toString();
        boolean taken = basis.catalog().tables().stream()
                .anyMatch(other -> other.historyOf() == null && other.name().equals(table.name()));
        if (taken) {
            findings.blocker(
                    "TABLE-008",
                    where,
                    "is to hold the history of " + history.table() + ", but the source has a table of that name",
                    "Take " + history.table().name() + " out of mapping.history, or leave "
                            + table.name().name() + " out with --exclude-tables.");
        } else if (Objects.requireNonNull(
                        basis.catalog().table(history.table()).orElseThrow().versioning())
                .byTransaction()) {
            findings.blocker(
                    "TABLE-008",
                    where,
                    "is the history of " + history.table()
                            + " by transaction numbers, which mean nothing without MariaDB's"
                            + " mysql.transaction_registry and are not all in the binary log",
                    "Take " + history.table().name() + " out of mapping.history.");
        } else if (cascades.changesTable(history.table())) {
            findings.blocker(
                    "TABLE-008",
                    where,
                    "cannot be followed: foreign keys of " + history.table()
                            + " change its rows by cascade, and the former"
                            + " rows that these leave are not in the binary log",
                    "Take " + history.table().name()
                            + " out of mapping.history, or replace the action of its foreign keys"
                            + " until the cutover.");
        } else {
            findings.info(
                    "TABLE-007",
                    where,
                    "holds the former rows of " + history.table()
                            + ", up to the cutover: PostgreSQL adds none by itself");
        }
    }
}
