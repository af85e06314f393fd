package dev.landfall.run;

import dev.landfall.sql.SqlFile;
import dev.landfall.verify.VerificationReport;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What verifications of a whole migration have found, in the control schema. Stateless; works in the caller's transaction. */
public final class VerificationLedger {
    private final String migration;

    public VerificationLedger(String migration) {
        this.migration = migration;
    }

    /** @param report of every table; one that goes on from an earlier verification is as old as what it has from there */
    void keep(Connection control, VerificationReport report) throws SQLException {
        MigrationStore.upgrade(control);
        try (PreparedStatement statement = control.prepareStatement(SqlFile.load("target/keep_verification.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, verdict(report));
            statement.setString(3, report.strength().name().toLowerCase(Locale.ROOT));
            statement.setString(4, report.sourcePosition());
            statement.setInt(5, report.tables().size());
            statement.setLong(6, report.rows() + report.rowsBefore());
            statement.setLong(7, report.differing());
            statement.setLong(8, report.took().toMillis());
            statement.setTimestamp(9, report.oldestBefore().map(Timestamp::from).orElse(null));
            statement.setString(10, migration);
            statement.executeUpdate();
        }
    }

    private static String verdict(VerificationReport report) {
        if (report instanceof VerificationReport.Clean) {
            return "equal";
        }
        return report instanceof VerificationReport.WithDifferences ? "different" : "unsettled";
    }

    /** The last that has come to its end. */
    public Optional<KeptVerification> latest(Connection control) throws SQLException {
        return read(control).stream().findFirst();
    }

    /** The last on which a cutover may rely. */
    public Optional<KeptVerification> latestThatCounts(Connection control) throws SQLException {
        return read(control).stream().filter(KeptVerification::counts).findFirst();
    }

    /** None where an earlier version has made the control schema. */
    private List<KeptVerification> read(Connection control) throws SQLException {
        List<KeptVerification> runs = new ArrayList<>();
        if (!exists(control)) {
            return runs;
        }
        try (PreparedStatement statement = control.prepareStatement(SqlFile.load("target/list_verifications.sql"))) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    runs.add(new KeptVerification(
                            row.getString("verdict"),
                            row.getString("strength"),
                            row.getString("gtids"),
                            row.getInt("tables"),
                            row.getLong("source_rows"),
                            row.getLong("differing"),
                            Duration.ofMillis(row.getLong("took_millis")),
                            row.getTimestamp("ended_at").toInstant(),
                            Duration.ofMillis((long) (row.getDouble("seconds_ago") * 1_000)),
                            row.getBoolean("counts")));
                }
            }
        }
        return runs;
    }

    private static boolean exists(Connection control) throws SQLException {
        try (Statement statement = control.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('landfall.verification') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
