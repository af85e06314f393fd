package dev.landfall.throttle;

import dev.landfall.failure.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session that is opened when it is needed, and anew after it failed. One thread; whoever has it closes it. */
public final class ProbeSession implements AutoCloseable {
    private final Supplier<Connection> server;
    private @Nullable Connection connection;

    public ProbeSession(Supplier<Connection> server) {
        this.server = server;
    }

    public interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** What went wrong, in one line. */
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(Exception cause) {
            super(String.valueOf(cause.getMessage()).lines().findFirst().orElse(""), cause);
        }

        /** Never null. */
        public String why() {
            return String.valueOf(getMessage());
        }
    }

    public <T> T ask(Question<T> question) throws Failed {
        try {
            if (connection == null) {
                connection = server.get();
            }
            return question.ask(connection);
        } catch (SQLException | MigrationException | IllegalArgumentException e) {
            close();
            throw new Failed(e);
        }
    }

    Reading read(Question<Reading> question) {
        try {
            return ask(question);
        } catch (Failed e) {
            return new Reading.Unreadable(e.why());
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // It is gone, which is all that is wanted.
                System.getLogger(ProbeSession.class.getName()).log(System.Logger.Level.DEBUG, "closing a probe", e);
            }
        }
    }
}
