package dev.landfall.verify;

import dev.landfall.json.RecordJson;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a migration is proven equal, and what its stream has changed since, in the control schema. Stateless; works in the
 * caller's transaction unless it says otherwise.
 */
public final class ProofLedger {
    private static final RecordJson<@Nullable String[]> VALUES = new RecordJson<>(String[].class, List.of());

    /** Held at once, where the caller is in a transaction. */
    private static final int FETCH_ROWS = 2_000;

    /** Another number whenever a comparison calls other rows different than before: what was proven by other rules has to be proven anew. */
    private static final int RULES = 3;

    private final String migration;

    /** What a proof stands on besides the rows: the plan, and the rules by which rows are compared. */
    public static String basis(String planDigest) {
        return planDigest + " " + RULES;
    }

    public ProofLedger(String migration) {
        this.migration = migration;
    }

    /**
     * From the next batch on the stream writes down what it changes. To be committed before the stream is held for the view that
     * is to be proven. Nobody else ends that as unproven before {@link #letGo}, or before the session has ended.
     *
     * @param target with autocommit on
     * @param schema of the tables
     */
    public Begun begin(Connection target, String planDigest, String schema) throws SQLException {
        query(target, "target/share_tracking.sql");
        target.setAutoCommit(false);
        try {
            // Whoever else begins at the same moment waits for the end of this: what goes is older than any view of
            // theirs.
            Begun begun = begun(target, planDigest, schema);
            if (begun.anew()) {
                forgetTables(target);
                String seen = snapshot(target);
                // The stream waits for the row; so it is let go before what may be much.
                target.commit();
                // Left by one that was ended, or noted by another plan: every view from now on shows what these are
                // about.
                update(target, "target/remove_proven_rows.sql", migration, seen);
            }
            target.commit();
            return begun;
        } finally {
            target.rollback();
            target.setAutoCommit(true);
        }
    }

    /**
     * What is noted.
     *
     * @param token for {@link #endUnproven}
     * @param anew whether nothing was noted before
     */
    public record Begun(String token, boolean anew) {}

    private Begun begun(Connection target, String planDigest, String schema) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/begin_tracking.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, planDigest);
            statement.setString(3, schema);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Begun(row.getString("token"), row.getBoolean("is_new"));
            }
        }
    }

    private static String snapshot(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("SELECT CAST(pg_current_snapshot() AS text)")) {
            row.next();
            return row.getString(1);
        }
    }

    /** What was begun has come to its end; once for each {@link #begin}, over the same session. */
    public void letGo(Connection target) throws SQLException {
        query(target, "target/let_go_of_tracking.sql");
    }

    private void query(Connection target, String file) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load(file))) {
            statement.setString(1, migration);
            statement.executeQuery().close();
        }
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
        return exists(target, "landfall.tracking");
    }

    private static boolean exists(Connection target, String table) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('" + table + "') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static ProofView view(ResultSet row) throws SQLException {
        Timestamp provenAt = row.getTimestamp("proven_at");
        Timestamp wholeAt = row.getTimestamp("whole_at");
        return new ProofView(
                row.getString("token"),
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
     * Tables that a verification found equal which has not come to its end, by the source's names; none where an earlier version has made
     * the control schema.
     *
     * @param comparedBy only what was found in this way; null for any
     */
    public Map<String, EqualBefore> equalTables(Connection target, String planDigest, @Nullable String comparedBy)
            throws SQLException {
        Map<String, EqualBefore> equal = new HashMap<>();
        if (!exists(target, "landfall.equal_table")) {
            return equal;
        }
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/list_equal_tables.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, planDigest);
            statement.setString(3, comparedBy);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    equal.put(
                            row.getString("source_table"),
                            new EqualBefore(
                                    row.getString("gtids"),
                                    row.getLong("source_rows"),
                                    row.getTimestamp("compared_at").toInstant()));
                }
            }
        }
        return equal;
    }

    /**
     * Ranges of tables that a verification found equal which has not come to its end, by the source's names; none where an earlier
     * version has made the control schema.
     *
     * @param comparedBy only what was found in this way
     */
    Map<String, List<EqualRange>> equalRanges(Connection target, String planDigest, String comparedBy)
            throws SQLException {
        Map<String, List<EqualRange>> equal = new HashMap<>();
        if (!exists(target, "landfall.equal_range")) {
            return equal;
        }
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/list_equal_ranges.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, planDigest);
            statement.setString(3, comparedBy);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    equal.computeIfAbsent(row.getString("source_table"), table -> new ArrayList<>())
                            .add(new EqualRange(
                                    new KeyRange(row.getString("from_value"), row.getString("until_value")),
                                    new EqualBefore(
                                            row.getString("gtids"),
                                            row.getLong("source_rows"),
                                            row.getTimestamp("compared_at").toInstant(),
                                            false)));
                }
            }
        }
        return equal;
    }

    /**
     * What has changed in a table.
     *
     * @param changes some of them to the same row
     * @param whole whether rows are not told apart
     */
    public record Changes(String table, long changes, boolean whole) {}

    /** Since the proof; without the tables in which nothing has. */
    public List<Changes> changes(Connection target) throws SQLException {
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

    /** How many changes there are to compare now. @param wholeTable what a table counts that is compared as a whole */
    public long waiting(Connection target, long wholeTable) throws SQLException {
        return changes(target).stream()
                .mapToLong(changes -> changes.whole() ? wholeTable : changes.changes())
                .sum();
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
            statement.setFetchSize(FETCH_ROWS);
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
     * @param since when the earliest of them was compared, if not just now
     * @return false when tracking was ended meanwhile, so that nothing is proven
     */
    public boolean prove(Connection target, ProofView view, boolean whole, Optional<Instant> since)
            throws SQLException {
        target.setAutoCommit(false);
        try {
            // The stream waits for this row; so it is let go before the rest.
            boolean kept = update(
                            target,
                            "target/keep_proof.sql",
                            view.gtids(),
                            view.step(),
                            view.batches(),
                            whole,
                            since.map(Timestamp::from).orElse(null),
                            migration,
                            view.token(),
                            view.step())
                    == 1;
            target.commit();
            if (kept) {
                update(target, "target/remove_proven_rows.sql", migration, view.shown());
                target.commit();
                update(target, "target/recount_changed_rows.sql", migration);
                target.commit();
            }
            return kept;
        } finally {
            target.rollback();
            target.setAutoCommit(true);
        }
    }

    /** No verification goes on from what one has found that was cut short. */
    public void forgetTables(Connection target) throws SQLException {
        update(target, "target/remove_equal_tables.sql", migration, migration);
    }

    /**
     * Nobody goes on from what has come to nothing, unless tables were found equal; a proof that was kept before stays, and so does what somebody else may yet prove.
     *
     * @param token what was begun, or what a view showed
     */
    public void endUnproven(Connection target, String token) throws SQLException {
        if (exists(target)) {
            update(target, "target/end_unproven_tracking.sql", migration, token, migration);
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
        if (exists(target, "landfall.equal_range")) {
            forgetTables(target);
        }
    }

    private static int update(Connection target, String file, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load(file))) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
