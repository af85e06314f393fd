package dev.landfall.demo;

import dev.landfall.source.SourceConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One session of the application. Used by one thread at a time. */
final class WriterSession implements AutoCloseable {
    private final SourceConfig login;
    private final Random random;
    private final WriterClock clock;
    private @Nullable Connection connection;

    WriterSession(SourceConfig login, long seed, WriterClock clock) {
        this.login = login;
        this.random = new Random(seed);
        this.clock = clock;
    }

    /**
     * Runs one transaction, if the server lets it. A refusal is counted, not reported: the next attempt may succeed.
     *
     * @throws SQLException when something fails that cannot happen to a sound application on a sound server
     */
    void runTransaction() throws SQLException {
        ShopTransaction transaction = ShopTransaction.pick(random);
        try {
            ShopSession.execute(session(), transaction.script());
            clock.commit();
        } catch (SQLException e) {
            switch (WriteFailure.of(e)) {
                case CONFLICT -> clock.conflict();
                case REFUSED -> clock.refusal();
                case FAULT ->
                    throw new SQLException(
                            "transaction " + transaction.name() + ": " + e.getMessage(),
                            e.getSQLState(),
                            e.getErrorCode(),
                            e);
            }
            startAfresh();
        }
    }

    /** After a failure the transaction may still be open, or the whole session gone. */
    private void startAfresh() {
        if (connection == null) {
            return;
        }
        try {
            ShopSession.execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            // Not even that works: the server has dropped its side already, and with it the transaction.
            close();
        }
    }

    private Connection session() throws SQLException {
        if (connection == null) {
            Connection opened = ShopSession.open(login);
            connection = opened;
            // The rows that the scripts pick; short lock waits, because another transaction can always be tried.
            ShopSession.execute(
                    opened,
                    "SET rand_seed1 = " + random.nextInt(Integer.MAX_VALUE) + ", rand_seed2 = "
                            + random.nextInt(Integer.MAX_VALUE) + ", innodb_lock_wait_timeout = 5");
        }
        return connection;
    }

    @Override
    public void close() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                throw new IllegalStateException("cannot close a session of the shop", e);
            }
        }
    }
}
