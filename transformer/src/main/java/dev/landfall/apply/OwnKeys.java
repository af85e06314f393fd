package dev.landfall.apply;

import dev.landfall.event.Gtid;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.transform.TargetRow;
import java.util.Arrays;
import java.util.List;

/**
 * Where PostgreSQL's own foreign keys cannot be switched off they act on child rows, also of changes whose children the source left alone:
 * such a change is refused before it is written. Immutable.
 */
final class OwnKeys {
    private final List<Cascade> cascades;

    private OwnKeys(List<Cascade> cascades) {
        this.cascades = cascades;
    }

    /** Where they are off, or not there yet. */
    static OwnKeys off() {
        return new OwnKeys(List.of());
    }

    static OwnKeys on(MigrationPlan plan) {
        return new OwnKeys(Cascade.of(plan));
    }

    /**
     * @param does what the source does to the row, for which it goes here
     * @throws MigrationException {@code STREAM-002} when children would go with the row, or lose their reference
     */
    void mindDelete(TablePlan parent, TargetRow row, String does, Gtid gtid) {
        for (Cascade cascade : cascades) {
            if (cascade.parent().equals(parent)
                    && cascade.onDelete().changesChild()
                    && cascade.valuesOf(row).stream().noneMatch(value -> value == null)) {
                throw refuse(cascade, does + " of", gtid);
            }
        }
    }

    /** @throws MigrationException {@code STREAM-002} when children would follow the row, or lose their reference */
    void mindUpdate(TablePlan parent, TargetRow before, TargetRow after, Gtid gtid) {
        for (Cascade cascade : cascades) {
            if (cascade.parent().equals(parent)
                    && cascade.onUpdate().changesChild()
                    // By value: a binary key is an array.
                    && !Arrays.deepEquals(
                            cascade.valuesOf(before).toArray(),
                            cascade.valuesOf(after).toArray())) {
                throw refuse(cascade, "changes, with foreign_key_checks=0, the key of a row of", gtid);
            }
        }
    }

    /** @throws MigrationException {@code STREAM-002} when rows of other tables would go with the table's, or lose their reference */
    void mindTruncate(TablePlan parent, Gtid gtid) {
        for (Cascade cascade : cascades) {
            if (cascade.parent().equals(parent)
                    && !cascade.child().equals(parent)
                    && cascade.onDelete().changesChild()) {
                throw refuse(cascade, "truncates", gtid);
            }
        }
    }

    private static MigrationException refuse(Cascade cascade, String does, Gtid gtid) {
        return new MigrationException(
                FailureCode.STREAM_UNSAFE_EVENT,
                "At GTID " + gtid + " the source " + does + " "
                        + cascade.parent().source().name() + ", and leaves the rows of "
                        + cascade.child().source().name()
                        + " that refer to it as they are. PostgreSQL's own foreign key would"
                        + " act on these, and the target user may not switch it off. Nothing of this transaction is applied.",
                "As a superuser of PostgreSQL 15 or newer: GRANT SET ON PARAMETER session_replication_role TO the target user"
                        + " (before 15 only a superuser may set it). Then run the command again: it goes on in front of this"
                        + " transaction.");
    }
}
