package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceDatabase;
import dev.landfall.target.OpenSessions;
import dev.landfall.target.TargetDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Both ends of a migration. Opens nothing by itself. */
public record Servers(SourceDatabase source, TargetDatabase target) {
    /** To a question that needs neither a disk nor a lock, from a server that may be away. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);

    public static Servers of(MigrationConfig config) {
        return new Servers(new SourceDatabase(config.source()), new TargetDatabase(config.target()));
    }

    /**
     * With the sessions of the copy role under a name of their own. A chunk whose commit is lost with the server is copied
     * again, and each phase ends with a commit of the control session, which is not lost.
     */
    public Servers copying(String migration) {
        return new Servers(source, target.named("landfall copy " + migration).withoutFlush());
    }

    /** With the sessions of the stream role under a name of their own. */
    public Servers streaming(String migration) {
        return new Servers(source, target.named("landfall stream " + migration));
    }

    /** With the sessions on the target among those. */
    Servers among(OpenSessions sessions) {
        return new Servers(source, target.among(sessions));
    }

    /** When the target was started, over a session of its own. */
    String targetStartedAt() throws SQLException {
        return asked(target.connect(), "SELECT pg_postmaster_start_time()");
    }

    /** The same of the source. */
    String sourceStartedAt() throws SQLException {
        return asked(
                source.connect(),
                "SELECT NOW() - INTERVAL variable_value SECOND FROM information_schema.global_status"
                        + " WHERE variable_name = 'UPTIME'");
    }

    private static String asked(Connection connection, String question) throws SQLException {
        try (connection) {
            connection.setNetworkTimeout(Runnable::run, (int) LONGEST_ANSWER.toMillis());
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(question)) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** A driver's exception in the user's words, for the server that it came from. */
    public MigrationException explain(SQLException e) {
        // Drivers stay out of this module, and no interface tells their exceptions apart: the package does.
        return e.getClass().getName().startsWith("org.postgresql.") ? target.explain(e) : source.explain(e);
    }
}
