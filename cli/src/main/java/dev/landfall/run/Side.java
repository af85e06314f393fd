package dev.landfall.run;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.sql.SQLException;

/** Whose outage a failure may be a sign of, in words as well. */
enum Side {
    TARGET(
            "the target",
            "target is back; the stream goes on where the target is.",
            FailureCode.TARGET_UNREACHABLE,
            FailureCode.TARGET_FAILED),
    /** PostgreSQL, as who brings its changes back sees it. */
    ORIGIN(
            "PostgreSQL",
            "connection to PostgreSQL is back; the way back goes on where MariaDB is.",
            FailureCode.TARGET_UNREACHABLE,
            FailureCode.TARGET_FAILED),
    /** MariaDB, as who brings changes back to it sees it. */
    HOME(
            "MariaDB",
            "connection to MariaDB is back; the way back goes on where MariaDB is.",
            FailureCode.SOURCE_UNREACHABLE,
            FailureCode.SOURCE_FAILED),
    /** PostgreSQL, as who compares both sides sees it. */
    COMPARED_TARGET(
            "PostgreSQL",
            "connection to PostgreSQL is back; the verification goes on.",
            FailureCode.TARGET_UNREACHABLE,
            FailureCode.TARGET_FAILED),
    /** MariaDB, as who compares both sides sees it. */
    COMPARED_SOURCE(
            "MariaDB",
            "connection to MariaDB is back; the verification goes on.",
            FailureCode.SOURCE_UNREACHABLE,
            FailureCode.SOURCE_FAILED);

    private final String words;
    private final String goesOn;
    private final FailureCode unreachable;
    private final FailureCode failed;

    Side(String words, String goesOn, FailureCode unreachable, FailureCode failed) {
        this.words = words;
        this.goesOn = goesOn;
        this.unreachable = unreachable;
        this.failed = failed;
    }

    String words() {
        return words;
    }

    /** The rest of a sentence that begins with an article. */
    String goesOn() {
        return goesOn;
    }

    /** @param failure a driver's own is taken for one of this side's */
    boolean isLost(Exception failure) {
        if (failure instanceof MigrationException known) {
            return known.code() == unreachable || known.code() == failed && isLossState(state(failure));
        }
        return failure instanceof SQLException && isLossState(state(failure));
    }

    /** Connection exceptions, and what a server says that shuts down, has crashed or is about to start; 70100 is MariaDB's. */
    private static boolean isLossState(String state) {
        return state.startsWith("08") || state.startsWith("57P") || state.equals("70100");
    }

    /** The SQLSTATE of what is behind it; empty when there is none. */
    static String state(Exception failure) {
        Throwable cause = failure instanceof MigrationException ? failure.getCause() : failure;
        return cause instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
    }
}
