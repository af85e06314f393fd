package dev.landfall.apply;

import dev.landfall.event.Gtid;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.transform.TargetRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL's own foreign keys cannot be switched off they act on child rows, also of changes whose children the source left alone:
 * such a change is refused before it is written, if there are children. One thread.
 */
final class OwnKeys {
    private final List<Cascade> cascades;
    private final StatementBatch batch;

    private OwnKeys(List<Cascade> cascades, StatementBatch batch) {
        this.cascades = cascades;
        this.batch = batch;
    }

    /** Where they are off, or not there yet. */
    static OwnKeys off(StatementBatch batch) {
        return new OwnKeys(List.of(), batch);
    }

    /** Those that the target has. */
    static OwnKeys on(MigrationPlan plan, StatementBatch batch) {
        return new OwnKeys(Cascade.of(plan).stream().filter(Cascade::onTarget).toList(), batch);
    }

    /**
     * @param does what the source does that takes the row from the target, up to the table's name
     * @throws MigrationException {@code STREAM-002} when children would go with the row, or lose their reference
     */
    void mindDelete(TablePlan parent, TargetRow row, String does, Gtid gtid) throws SQLException {
        for (Cascade cascade : cascades) {
            if (cascade.parent().equals(parent)
                    && cascade.onDelete().changesChild()
                    && hasChildren(cascade, cascade.valuesOf(row))) {
                throw refuse(cascade, does, gtid);
            }
        }
    }

    /** @throws MigrationException {@code STREAM-002} when children would follow the row, or lose their reference */
    void mindUpdate(TablePlan parent, TargetRow before, TargetRow after, Gtid gtid) throws SQLException {
        for (Cascade cascade : cascades) {
            if (cascade.parent().equals(parent)
                    && cascade.onUpdate().changesChild()
                    // By value: a binary key is an array.
                    && !Arrays.deepEquals(
                            cascade.valuesOf(before).toArray(),
                            cascade.valuesOf(after).toArray())
                    && hasChildren(cascade, cascade.valuesOf(before))) {
                throw refuse(cascade, "changes, with foreign_key_checks=0, a key of", gtid);
            }
        }
    }

    /** @throws MigrationException {@code STREAM-002} when rows of other tables would go with the table's, or lose their reference */
    void mindTruncate(TablePlan parent, Gtid gtid) throws SQLException {
        for (Cascade cascade : cascades) {
            if (cascade.parent().equals(parent)
                    && !cascade.child().equals(parent)
                    && cascade.onDelete().changesChild()
                    && exists(cascade, refers(cascade), List.of())) {
                throw refuse(cascade, "truncates", gtid);
            }
        }
    }

    private boolean hasChildren(Cascade cascade, List<@Nullable Object> values) throws SQLException {
        return !values.contains(null) && exists(cascade, cascade.matches(), values);
    }

    private static String refers(Cascade cascade) {
        return cascade.childColumns().stream()
                .map(column -> TableStatements.column(cascade.child(), column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
    }

    /** After what is still to be sent: the children may have gone before. */
    private boolean exists(Cascade cascade, String where, List<@Nullable Object> values) throws SQLException {
        batch.flush();
        PreparedStatement statement = batch.prepare(
                "SELECT EXISTS (SELECT FROM " + TableStatements.name(cascade.child()) + " WHERE " + where + ")");
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static MigrationException refuse(Cascade cascade, String does, Gtid gtid) {
        return new MigrationException(
                FailureCode.STREAM_UNSAFE_EVENT,
                "At GTID " + gtid + " the source " + does + " "
                        + cascade.parent().display() + ", and leaves rows of "
                        + cascade.child().display()
                        + " that refer to it as they are. PostgreSQL's own foreign key would"
                        + " act on these, and the target user may not switch it off. Nothing of the batch is applied.",
                "As a superuser of PostgreSQL 15 or newer: GRANT SET ON PARAMETER session_replication_role TO the target user"
                        + " (before 15 only a superuser may set it). Then run the command again: it goes on where the target"
                        + " is.");
    }
}
