package dev.landfall.reverse;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Held by whoever makes the database {@code landfall} on MariaDB or its first row, and by whoever looks whether it may go: groups of one
 * source come and go by themselves, in processes of their own. A lock of the server's, which needs no privilege and ends with its
 * session at the latest. One thread; the owner closes the connection.
 */
final class LedgerLock implements AutoCloseable {
    private static final String NAME = "landfall.reverse_position";

    /** The others do no more than a few statements about small tables, of which {@link ReverseLedger} bounds the one that may wait. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Connection source;

    private LedgerLock(Connection source) {
        this.source = source;
    }

    /**
     * Waits for it. Commits: tables that a transaction has read could not be dropped by whoever has the lock.
     *
     * @throws MigrationException {@code SOURCE-006} when somebody has it for long; nothing was done
     */
    static LedgerLock take(Connection source) throws SQLException {
        return take(source, PATIENCE);
    }

    static LedgerLock take(Connection source, Duration patience) throws SQLException {
        commit(source);
        try (PreparedStatement statement = source.prepareStatement("SELECT GET_LOCK(?, ?)")) {
            statement.setString(1, NAME);
            statement.setLong(2, patience.toSeconds());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getInt(1) != 1) {
                    throw new MigrationException(
                            FailureCode.SOURCE_FAILED,
                            "Another migration or group has been making or removing its position in database landfall on"
                                    + " MariaDB for " + patience.toSeconds() + " s: it has the lock " + NAME
                                    + ", which one at a time can have.",
                            "Run the command again: that ends by itself. Should it not, SELECT IS_USED_LOCK('" + NAME
                                    + "') on MariaDB names the session.");
                }
            }
        }
        return new LedgerLock(source);
    }

    /** What was done under the lock, for the next one who takes it. */
    void commit() throws SQLException {
        commit(source);
    }

    private static void commit(Connection source) throws SQLException {
        if (!source.getAutoCommit()) {
            source.commit();
        }
    }

    @Override
    public void close() throws SQLException {
        try (PreparedStatement statement = source.prepareStatement("SELECT RELEASE_LOCK(?)")) {
            statement.setString(1, NAME);
            statement.execute();
        }
    }
}
