package dev.landfall.apply;

import dev.landfall.plan.TablePlan;
import dev.landfall.transform.LossLog;
import dev.landfall.wire.CellQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** Writes some rows of one table as the snapshot would have written them. Immutable; works in the callers' transactions. */
public final class RowRepair {
    private static final int FLUSH_BYTES = 65_536;

    private final TablePlan table;

    public RowRepair(TablePlan table) {
        this.table = table;
    }

    /**
     * Copies rows; the target has none of them. Rows that a policy sets aside are left out.
     *
     * @param source a session in the binary protocol and UTC
     * @param condition of the rows, in MariaDB's dialect
     * @param target a session of {@link ReplicatingSession}
     * @throws dev.landfall.failure.MigrationException {@code TYPE-001} for a value that does not fit
     */
    public void copy(Connection source, String condition, Connection target) throws SQLException {
        RowEncoder encoder = new RowEncoder(table);
        LossLog losses = new LossLog();
        CopyBuffer buffer = new CopyBuffer(FLUSH_BYTES);
        CopyIn copy = new CopyManager(target.unwrap(BaseConnection.class)).copyIn(encoder.copySql());
        try {
            CopyFormat.begin(buffer);
            new CellQuery(table.source().name(), table.source().columns())
                    .run(source, "FROM " + table.source().rows() + " WHERE " + condition, List.of(), row -> {
                        encoder.encode(row, buffer, losses);
                        if (buffer.size() >= FLUSH_BYTES || buffer.hasReferences()) {
                            buffer.writeTo(copy::writeToCopy);
                            buffer.clear();
                        }
                    });
            CopyFormat.end(buffer);
            buffer.writeTo(copy::writeToCopy);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
