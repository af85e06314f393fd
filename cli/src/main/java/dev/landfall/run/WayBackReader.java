package dev.landfall.run;

import dev.landfall.reverse.ReverseLedger;
import dev.landfall.reverse.ReversePosition;
import dev.landfall.window.ReplicationSlot;
import dev.landfall.window.Window;
import dev.landfall.window.WindowEnd;
import dev.landfall.window.WindowLedger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a status says about the way back. Read-only. */
final class WayBackReader {
    private WayBackReader() {}

    static StatusReport.@Nullable WayBackStatus read(Connection control, Connection source, MigrationRecord record)
            throws SQLException {
        Optional<Window> found = new WindowLedger(record.name()).read(control);
        if (found.isEmpty()) {
            return null;
        }
        Window window = found.get();
        @Nullable WindowEnd end = new WindowLedger(record.name()).end(control).orElse(null);
        long from = window.from() == null ? 0 : window.from();
        ReverseLedger ledger = new ReverseLedger(window.migration(), window.token());
        long position = ledger.read(source).map(ReversePosition::lsn).orElse(from);
        Optional<ReplicationSlot.State> slot = new ReplicationSlot(window.slot()).state(control);
        return new StatusReport.WayBackStatus(
                window.slot(),
                record.phase().handedOver() && window.from() != null,
                RoleLock.isHeld(control, record.name(), Role.REVERSE),
                ReversePosition.text(position),
                position == 0 ? 0 : Math.max(0, end(control) - position),
                slot.map(ReplicationSlot.State::retainedBytes).orElse(0L),
                slot.map(state -> !state.lost()).orElse(false),
                ledger.counts(source).values().stream()
                        .flatMap(table -> table.values().stream())
                        .mapToLong(Long::longValue)
                        .sum(),
                end);
    }

    private static long end(Connection control) throws SQLException {
        try (Statement statement = control.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn")) {
            row.next();
            return row.getLong(1);
        }
    }
}
