package dev.landfall.run;

import dev.landfall.sql.SqlFile;
import dev.landfall.window.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Asks the control schema what has become of a window. One thread; the connection stays the caller's. */
final class WindowWatch {
    private final Connection control;
    private final Window window;

    WindowWatch(Connection control, Window window) {
        this.control = control;
        this.window = window;
    }

    /** What there is to bring back. */
    enum Stand {
        /** PostgreSQL takes writes, or the last of them have not come back. */
        OPEN,
        /** PostgreSQL refuses writes, and everything has come back. */
        DRAINED,
        /** The window has ended, or it is another one. */
        CLOSED
    }

    /** @param beat the last mark that was set */
    record Seen(Stand stand, long beat) {
        private static final Seen CLOSED = new Seen(Stand.CLOSED, 0);
    }

    /** @param back the last mark that has come back */
    Seen look(long back) throws SQLException {
        try (PreparedStatement statement = control.prepareStatement(SqlFile.load("target/window_stand.sql"))) {
            statement.setString(1, window.migration());
            statement.setString(2, window.token());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Seen.CLOSED;
                }
                long beat = row.getLong("beat");
                return switch (Phase.of(row.getString("phase"))) {
                    case HANDED_OVER -> new Seen(Stand.OPEN, beat);
                    case RETURNING -> new Seen(beat > back ? Stand.OPEN : Stand.DRAINED, beat);
                    default -> Seen.CLOSED;
                };
            }
        }
    }
}
