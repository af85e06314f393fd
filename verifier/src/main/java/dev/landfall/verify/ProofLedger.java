package dev.landfall.verify;

import dev.landfall.json.RecordJson;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a migration is proven equal, and what its stream has changed since, in the control schema. Stateless; works in the
 * caller's transaction unless it says otherwise.
 */
public final class ProofLedger {
    private static final RecordJson<@Nullable String[]> VALUES = new RecordJson<>(String[].class, List.of());

    private final String migration;

    public ProofLedger(String migration) {
        this.migration = migration;
    }

    /**
     * From the next batch on the stream writes down what it changes. To be committed before the stream is held for the view that
     * is to be proven.
     *
     * @param schema of the tables
     */
    public void begin(Connection target, String planDigest, String schema) throws SQLException {
        update(target, "target/begin_tracking.sql", migration, planDigest, schema);
    }

    /** Empty when nothing is written down, also where an earlier version has made the control schema. */
    public Optional<ProofView> read(Connection target) throws SQLException {
        if (!exists(target)) {
            return Optional.empty();
        }
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/find_tracking.sql"))) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(view(row)) : Optional.empty();
            }
        }
    }

    private static boolean exists(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('landfall.tracking') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static ProofView view(ResultSet row) throws SQLException {
        Timestamp provenAt = row.getTimestamp("proven_at");
        Timestamp wholeAt = row.getTimestamp("whole_at");
        return new ProofView(
                row.getString("plan_digest"),
                row.getString("gtids"),
                row.getLong("step"),
                row.getLong("batches"),
                row.getString("shown"),
                row.getLong("waiting"),
                provenAt == null
                        ? null
                        : new ProofView.Proven(
                                row.getString("proven_gtids"),
                                row.getLong("proven_step"),
                                row.getLong("proven_batches"),
                                provenAt.toInstant(),
                                wholeAt == null ? null : wholeAt.toInstant()));
    }

    /**
     * What has changed in a table.
     *
     * @param changes some of them to the same row
     * @param whole whether rows are not told apart
     */
    record Changes(String table, long changes, boolean whole) {}

    /** Since the proof; without the tables in which nothing has. */
    List<Changes> changes(Connection target) throws SQLException {
        List<Changes> changes = new ArrayList<>();
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/count_changed_rows.sql"))) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    changes.add(new Changes(row.getString(1), row.getLong(2), row.getBoolean(3)));
                }
            }
        }
        return changes;
    }

    /**
     * Some of the rows that have changed, each once.
     *
     * @param table the source's name
     * @param part of how many, from 0
     */
    List<ChangedValues> changed(Connection target, String table, int part, int parts) throws SQLException {
        List<ChangedValues> changed = new ArrayList<>();
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/list_changed_rows.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, table);
            statement.setLong(3, parts);
            statement.setLong(4, part);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    changed.add(new ChangedValues(
                            Arrays.stream((Number[]) row.getArray(1).getArray())
                                    .map(Number::intValue)
                                    .toList(),
                            Arrays.asList(VALUES.read(row.getString(2)))));
                }
            }
        }
        return changed;
    }

    /**
     * Both sides were equal in a view: what it showed as changed need not be compared again. Commits.
     *
     * @param whole whether every row was compared, not only those that had changed
     */
    public void prove(Connection target, ProofView view, boolean whole) throws SQLException {
        target.setAutoCommit(false);
        try {
            int removed = update(target, "target/remove_proven_rows.sql", migration, view.shown());
            // Last, because the stream waits for this row.
            update(
                    target,
                    "target/keep_proof.sql",
                    removed,
                    view.gtids(),
                    view.step(),
                    view.batches(),
                    whole,
                    migration,
                    view.planDigest(),
                    view.step());
            target.commit();
        } finally {
            target.rollback();
            target.setAutoCommit(true);
        }
    }

    /** Nothing is proven any more, and the stream writes nothing down. */
    public void end(Connection target) throws SQLException {
        if (exists(target)) {
            update(target, "target/end_tracking.sql", migration);
        }
    }

    /** The same, and what was written down goes, too. */
    public void delete(Connection target) throws SQLException {
        if (exists(target)) {
            update(target, "target/end_tracking.sql", migration);
            update(target, "target/remove_changed_rows.sql", migration);
        }
    }

    private static int update(Connection target, String file, Object... parameters) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load(file))) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
