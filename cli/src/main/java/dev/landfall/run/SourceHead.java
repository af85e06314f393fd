package dev.landfall.run;

import dev.landfall.event.GtidSet;
import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks the source how far its binary log goes. One thread at a time; the owner closes it. */
public final class SourceHead implements AutoCloseable {
    /** The answer takes no time; without one, the connection is dead and nobody has told. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private final SourceDatabase source;
    private @Nullable Connection connection;

    public SourceHead(SourceDatabase source) throws SQLException {
        this.source = source;
        this.connection = open();
    }

    /** Every transaction that the source has logged. */
    public GtidSet position() throws SQLException {
        if (connection == null) {
            connection = open();
        }
        return position(connection);
    }

    /**
     * The same, or what was seen last while the source does not answer: a restart of it is outlived by the stream, which
     * also decides when it has taken too long.
     */
    GtidSet positionSince(GtidSet seen) throws SQLException {
        try {
            return position();
        } catch (SQLException | MigrationException e) {
            close();
            return seen;
        }
    }

    public static GtidSet position(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@global.gtid_binlog_pos")) {
            row.next();
            return GtidSet.parse(row.getString(1));
        }
    }

    private Connection open() throws SQLException {
        Connection opened = source.connect();
        opened.setNetworkTimeout(Runnable::run, Math.toIntExact(LONGEST_ANSWER.toMillis()));
        return opened;
    }

    @Override
    public void close() throws SQLException {
        Connection closing = connection;
        connection = null;
        if (closing != null) {
            closing.close();
        }
    }
}
