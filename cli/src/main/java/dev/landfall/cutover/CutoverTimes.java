package dev.landfall.cutover;

import dev.landfall.run.MigrationStore;
import dev.landfall.run.Progress;
import dev.landfall.sql.SqlFile;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How long rehearsals and cutovers of one migration took, in the control schema. Stateless; works in the caller's transaction. */
public final class CutoverTimes {
    private final String migration;

    public CutoverTimes(String migration) {
        this.migration = migration;
    }

    /**
     * One that came to its end.
     *
     * @param handedOver false for a rehearsal
     * @param writesRefused for a rehearsal: for which they would have been, by what it could measure
     */
    public record Kept(
            boolean handedOver,
            Instant endedAt,
            Duration writesRefused,
            long rowsVerified,
            List<CutoverReceipt.Step> steps) {
        public Kept {
            steps = List.copyOf(steps);
        }
    }

    /** Times that cannot be kept change nothing about who owns the data: that is said, and the receipt stands. */
    CutoverReceipt kept(Connection control, CutoverReceipt receipt, Progress progress) {
        try {
            MigrationStore.upgrade(control);
            keep(control, receipt);
        } catch (SQLException e) {
            progress.note("How long the steps took could not be kept for the runbook: " + e.getMessage());
        }
        return receipt;
    }

    private void keep(Connection control, CutoverReceipt receipt) throws SQLException {
        List<CutoverReceipt.Step> steps = receipt.steps();
        try (PreparedStatement statement = control.prepareStatement(SqlFile.load("cutover/keep_times.sql"))) {
            statement.setString(1, migration);
            statement.setBoolean(2, receipt.handedOver());
            statement.setArray(
                    3,
                    control.createArrayOf(
                            "text",
                            steps.stream().map(CutoverReceipt.Step::name).toArray()));
            statement.setArray(
                    4,
                    control.createArrayOf(
                            "bigint",
                            steps.stream().map(step -> step.took().toMillis()).toArray()));
            statement.setLong(5, receipt.writesRefused().toMillis());
            statement.setLong(6, receipt.rowsVerified());
            statement.executeUpdate();
        }
    }

    /** The latest first; none where an earlier version has made the control schema. */
    public List<Kept> read(Connection control) throws SQLException {
        if (!exists(control)) {
            return List.of();
        }
        List<Kept> runs = new ArrayList<>();
        try (PreparedStatement statement = control.prepareStatement(SqlFile.load("cutover/list_times.sql"))) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    runs.add(new Kept(
                            row.getBoolean("handed_over"),
                            row.getTimestamp("ended_at").toInstant(),
                            Duration.ofMillis(row.getLong("writes_refused_millis")),
                            row.getLong("rows_verified"),
                            steps(row.getArray("steps"), row.getArray("step_millis"))));
                }
            }
        }
        return runs;
    }

    private static List<CutoverReceipt.Step> steps(Array names, Array millis) throws SQLException {
        String[] name = (String[]) names.getArray();
        Long[] took = (Long[]) millis.getArray();
        List<CutoverReceipt.Step> steps = new ArrayList<>();
        for (int i = 0; i < name.length; i++) {
            steps.add(new CutoverReceipt.Step(name[i], Duration.ofMillis(took[i])));
        }
        return steps;
    }

    private static boolean exists(Connection control) throws SQLException {
        try (Statement statement = control.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('landfall.cutover_run') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
