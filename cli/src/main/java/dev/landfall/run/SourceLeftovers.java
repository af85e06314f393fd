package dev.landfall.run;

import dev.landfall.failure.MigrationException;
import dev.landfall.reverse.ReverseLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What a way back has left on MariaDB: positions that no window has any more. They hold nothing up, so a MariaDB that is away does
 * not keep anybody from removing PostgreSQL's part, which does.
 *
 * @param removed whether there was anything, and it is removed
 * @param failure why it could not be looked for; empty when it was
 */
public record SourceLeftovers(boolean removed, String failure) {
    private static final Duration LOCKS = Duration.ofSeconds(30);

    /** Commits. Does not fail, see {@link #failure}. */
    public static SourceLeftovers remove(Servers servers, String migration) {
        try (Connection source = servers.source().connect();
                Statement statement = source.createStatement()) {
            // Somebody who has looked at the position, and has not ended his transaction, would hold it up for a day.
            statement.execute("SET SESSION lock_wait_timeout = " + LOCKS.toSeconds());
            return new SourceLeftovers(ReverseLedger.remove(source, migration), "");
        } catch (SQLException e) {
            return new SourceLeftovers(false, String.valueOf(servers.explain(e).getMessage()));
        } catch (MigrationException e) {
            return new SourceLeftovers(false, String.valueOf(e.getMessage()));
        }
    }

    /** A phrase for people. */
    public String remains() {
        return "the position of the way back on MariaDB, in database landfall (" + failure + ")";
    }
}
