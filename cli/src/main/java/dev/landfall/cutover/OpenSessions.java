package dev.landfall.cutover;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.RoleLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The sessions with which a cutover goes on behind its fence, however long it waits in front of it. Something in between may cut one
 * that is never used, and nobody would notice before writes are refused. One thread; the owner closes them.
 */
record OpenSessions(RoleLock role, Connection control, Connection source) {
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /**
     * In front of the fence; takes no longer than each may be silent.
     *
     * @throws MigrationException {@code TARGET-001} when a session on PostgreSQL is lost, and the role with it if it was that of the role;
     *     {@code SOURCE-001} when the one on MariaDB is
     */
    void require() throws SQLException {
        role.check(SILENCE);
        require(control, FailureCode.TARGET_UNREACHABLE, "PostgreSQL");
        require(source, FailureCode.SOURCE_UNREACHABLE, "MariaDB");
    }

    private static void require(Connection session, FailureCode code, String server) throws SQLException {
        if (!session.isValid((int) SILENCE.toSeconds())) {
            throw new MigrationException(
                    code,
                    "The cutover was not begun: its session on " + server
                            + " was lost while it waited in front of the fence. Writes were never refused.",
                    "Run migrate cutover again when " + server + " answers.");
        }
    }
}
