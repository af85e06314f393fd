package dev.landfall.stream;

import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.failure.MigrationException;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether the binary log that a server has now is the one that a position is of. Sequence numbers do not tell: RESET MASTER, a
 * restored backup or a crash that loses the end of the log lets the server give them once more. Used in one session, once.
 */
final class BinlogHistory {
    /** Events tell their place in 32 bits. */
    private static final long PLACES = 1L << 32;
    /** Where a file's first events are. */
    private static final long START_OF_EVENTS = 4;

    private final Connection connection;
    private final StreamFailures failures;

    BinlogHistory(Connection connection, StreamFailures failures) {
        this.connection = connection;
        this.failures = failures;
    }

    /**
     * Looks at the position's place in its server's log. Reads that file up to there: up to a second for one of 1 GiB.
     *
     * @throws MigrationException {@code SOURCE-008} when there are other transactions up to there than the position has
     */
    void require(SourcePosition position) throws SQLException {
        if (position.gtids().isEmpty() || !isOfThisServer(position)) {
            return;
        }
        NavigableMap<String, Long> sizes = sizes();
        Long size = sizes.get(position.file());
        if (size == null) {
            requirePurged(position, sizes.firstKey());
        } else if (size < position.offset()) {
            throw lost(position, "that file has " + size + " bytes");
        } else {
            requireAtPlace(position, size, sizes.higherKey(position.file()));
        }
    }

    /** The nodes of a Galera cluster share one id, and have logs of their own. */
    private boolean isOfThisServer(SourcePosition position) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SHOW GLOBAL VARIABLES LIKE 'wsrep_on'")) {
                if (row.next() && row.getString(2).equalsIgnoreCase("ON")) {
                    return false;
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT @@global.server_id")) {
                row.next();
                return row.getLong(1) == position.server();
            }
        }
    }

    /** Files are numbered; a number longer than six digits is greater than all of six. */
    private NavigableMap<String, Long> sizes() throws SQLException {
        NavigableMap<String, Long> sizes =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW BINARY LOGS")) {
            while (row.next()) {
                sizes.put(row.getString(1), row.getLong(2));
            }
        }
        return sizes;
    }

    /** Nothing behind the position is in a file that is gone, or it could not be read on from there. */
    private void requirePurged(SourcePosition position, String oldest) throws SQLException {
        GtidSet before = startOf(oldest);
        if (!isAt(position, before)) {
            throw lost(position, "its oldest file, " + oldest + ", begins after " + shown(before));
        }
    }

    /**
     * Of one domain a log has at a place what the position has. Several can stand in another order in the log of a server that a
     * stream was given later: it sends what the position lacks, and passes over what it has. But a place is the end of a
     * transaction, which is the last one of its domain in both.
     */
    private static boolean isAt(SourcePosition position, GtidSet seen) {
        GtidSet own = position.gtids();
        return own.contains(seen)
                && !own.contradicts(seen)
                && own.gtids().stream().anyMatch(seen.gtids()::contains);
    }

    private void requireAtPlace(SourcePosition position, long size, @Nullable String next) throws SQLException {
        Optional<GtidSet> seen =
                size < PLACES ? transactionsUpTo(position.file(), position.offset()) : Optional.empty();
        if (seen.isEmpty()) {
            requireInFile(position, size, next);
        } else if (!isAt(position, seen.get())) {
            throw lost(position, "there it has " + shown(seen.get()));
        }
    }

    /**
     * The server does not tell what is at a place where no event begins, nor behind an event larger than {@code
     * max_allowed_packet}: in that case the place alone has to do.
     */
    private void requireInFile(SourcePosition position, long size, @Nullable String next) throws SQLException {
        GtidSet before = startOf(position.file());
        if (!position.gtids().contains(before)) {
            throw lost(position, "that file begins after " + shown(before));
        }
        if (next != null && !startOf(next).contains(position.gtids())) {
            throw lost(position, "that file ends at " + shown(startOf(next)));
        }
        if (size < PLACES && !beginsAnEvent(position)) {
            throw lost(position, "no event begins there");
        }
    }

    private boolean beginsAnEvent(SourcePosition position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("source/event_at_place.sql"))) {
            statement.setString(1, position.file());
            statement.setLong(2, position.offset());
            statement.executeQuery().close();
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() != ServerErrors.NO_EVENT_THERE) {
                throw e;
            }
            if (String.valueOf(e.getMessage()).contains("find")) {
                throw failures.untold("what is at " + position);
            }
            return false;
        }
    }

    /** Reads the first bytes of the file only. */
    GtidSet startOf(String file) throws SQLException {
        return transactionsUpTo(file, START_OF_EVENTS).orElseThrow(() -> unknown(file));
    }

    /** It may have been purged a moment ago. */
    private MigrationException unknown(String file) {
        return failures.untold("after what its binary log file " + file + " begins");
    }

    private Optional<GtidSet> transactionsUpTo(String file, long offset) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load("source/gtids_at_place.sql"))) {
            statement.setString(1, file);
            statement.setLong(2, offset);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getString(1)).map(GtidSet::parse);
            }
        }
    }

    private MigrationException lost(SourcePosition position, String seen) {
        return failures.behind("its binary log is another one: applied is " + position + ", " + seen, null);
    }

    private static String shown(GtidSet gtids) {
        return gtids.isEmpty() ? "nothing" : gtids.toString();
    }
}
