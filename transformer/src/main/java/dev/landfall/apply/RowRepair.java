package dev.landfall.apply;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.SqlFile;
import dev.landfall.transform.LossLog;
import dev.landfall.transform.Transformed;
import dev.landfall.wire.CellQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** Writes some rows of one table as the snapshot would have written them. Immutable; works in the callers' transactions. */
public final class RowRepair {
    private static final int FLUSH_BYTES = 65_536;

    private final TablePlan table;
    private final String migration;

    /** @param migration its name in the control schema */
    public RowRepair(TablePlan table, String migration) {
        this.table = table;
        this.migration = migration;
    }

    /**
     * Copies rows; the target has none of them. What was set aside of them, by a policy that lets them in now, is so no longer.
     *
     * @param source a session in the binary protocol and UTC
     * @param condition of the rows, in MariaDB's dialect
     * @param target a session of {@link ReplicatingSession}
     * @throws MigrationException {@code TYPE-001} for a value that does not fit, {@code VERIFY-003} for a row that a policy
     *     sets aside: the target would be left without it
     */
    public void copy(Connection source, String condition, Connection target) throws SQLException {
        RowEncoder encoder = new RowEncoder(table);
        LossLog losses = new LossLog();
        CopyBuffer buffer = new CopyBuffer(FLUSH_BYTES);
        List<String> written = new ArrayList<>();
        CopyIn copy = new CopyManager(target.unwrap(BaseConnection.class)).copyIn(encoder.copySql());
        try {
            CopyFormat.begin(buffer);
            new CellQuery(table.source().name(), table.source().columns())
                    .run(source, "FROM " + table.source().rows() + " WHERE " + condition, List.of(), row -> {
                        Optional<Transformed.Rejected> rejected = encoder.encode(row, buffer, losses);
                        if (rejected.isPresent()) {
                            throw setAside(encoder.key(row), rejected.get());
                        }
                        written.add(RejectedRow.identity(table, row.image(table.rowKey())));
                        if (buffer.size() >= FLUSH_BYTES || buffer.hasReferences()) {
                            buffer.writeTo(copy::writeToCopy);
                            buffer.clear();
                        }
                    });
            CopyFormat.end(buffer);
            buffer.writeTo(copy::writeToCopy);
            copy.endCopy();
        } catch (SQLException | RuntimeException e) {
            end(copy, e);
            throw e;
        }
        forget(target, written);
    }

    /** Lets the session be used again. What that fails with must not hide why it is done. */
    private static void end(CopyIn copy, Exception why) {
        if (copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException e) {
                why.addSuppressed(e);
            }
        }
    }

    private void forget(Connection target, List<String> identities) throws SQLException {
        if (identities.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/readmit_rows.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, table.source().name().name());
            statement.setArray(3, target.createArrayOf("text", identities.toArray()));
            statement.executeUpdate();
        }
    }

    private MigrationException setAside(String key, Transformed.Rejected rejected) {
        return new MigrationException(
                FailureCode.REPAIR_STOPPED,
                table.source().name() + " [" + key + "]: the policy "
                        + rejected.loss().key() + ": reject of " + rejected.column()
                        + " sets the row aside, while the verification expects it on the target.",
                "The two should never disagree: report it. What was repaired before stays.");
    }
}
