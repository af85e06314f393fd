package dev.landfall.run;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.SourceTable;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.FreshStart;
import dev.landfall.plan.MigrationPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the source's schema has changed since it was planned. */
final class SchemaDrift {
    private SchemaDrift() {}

    /** @return a phrase per planned table that is gone or different; empty when nothing changed */
    static List<String> ofPlanned(SourceCatalog planned, SourceCatalog now) {
        List<String> changes = new ArrayList<>();
        for (SourceTable table : planned.tables()) {
            Optional<SourceTable> current = current(table, now);
            if (current.isEmpty()) {
                changes.add(table.name() + " is gone");
            } else if (!lasting(current.get()).equals(lasting(table))) {
                changes.add(table.name() + " has changed");
            }
        }
        return changes;
    }

    private static Optional<SourceTable> current(SourceTable planned, SourceCatalog now) {
        Optional<SourceTable> stored = now.table(planned.storedIn());
        return planned.historyOf() == null ? stored : stored.flatMap(SourceTable::history);
    }

    /** As {@link #ofPlanned}, and a phrase per table that the migration was asked for but that was created later, and per sequence that is gone. */
    static List<String> of(MigrationRecord record, SourceCatalog now) {
        SourceCatalog planned = record.plan().catalog();
        List<String> changes = ofPlanned(planned, now);
        now.tables().stream()
                .filter(table -> planned.tables().stream()
                                .noneMatch(known -> known.historyOf() == null
                                        && known.name().equals(table.name()))
                        && record.wants(table.name()))
                .forEach(table -> changes.add(table.name() + " is new and not part of the migration"));
        // The cutover asks it where it stands.
        record.plan().sequences().stream()
                .map(sequence -> sequence.source().name())
                .filter(name -> now.sequences().stream()
                        .noneMatch(sequence -> sequence.name().equals(name)))
                .forEach(name -> changes.add("the sequence " + name + " is gone"));
        return changes;
    }

    /**
     * @param copied whether rows were copied already: the change is among what happened between them and now then, also when it
     *     is undone
     * @throws MigrationException {@code SCHEMA-002} when a planned table is gone or different
     */
    static void requireNone(MigrationPlan plan, SourceCatalog now, boolean copied) {
        List<String> drift = ofPlanned(plan.catalog(), now);
        if (!drift.isEmpty()) {
            throw new MigrationException(
                    FailureCode.SCHEMA_CHANGED,
                    "Since the snapshot was planned, the source schema has changed: " + String.join("; ", drift) + ".",
                    (copied
                                    ? "Rows were copied before it, and undoing it would be one more change. Start afresh: "
                                    : "Undo the change, or start afresh: ")
                            + FreshStart.of(plan) + ".");
        }
    }

    /** Without what changes as rows come and go. */
    private static SourceTable lasting(SourceTable table) {
        return new SourceTable(
                table.name(),
                table.engine(),
                table.columns().stream().map(SchemaDrift::withoutNegativeZero).toList(),
                table.primaryKey(),
                table.indexes().stream()
                        .filter(index -> !servesForeignKey(table, index))
                        .toList(),
                table.foreignKeys(),
                table.checks(),
                table.versioning(),
                table.historyOf(),
                table.partitioning(),
                null,
                0,
                0,
                table.comment());
    }

    /** Of a default that a statement spelled -0, the server may have made 0. */
    private static SourceColumn withoutNegativeZero(SourceColumn column) {
        return !column.defaultsToNegativeZero()
                ? column
                : column.with(column.name(), column.nullable(), new ColumnDefault.Literal("0"));
    }

    /** MariaDB makes such an index by itself, and drops it as soon as another one serves; no statement tells. */
    private static boolean servesForeignKey(SourceTable table, SourceIndex index) {
        return !index.unique()
                && table.foreignKeys().stream()
                        .anyMatch(key -> key.columns().stream()
                                .map(column -> column.toLowerCase(Locale.ROOT))
                                .toList()
                                .equals(index.columns().stream()
                                        .map(column -> column.toLowerCase(Locale.ROOT))
                                        .toList()));
    }
}
