package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.network.ServerException;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceConfig;
import dev.landfall.source.SourceDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Makes one message of what Debezium and the binary log client wrap into one another. */
final class StreamFailures {
    private final SourceConfig source;

    StreamFailures(SourceConfig source) {
        this.source = source;
    }

    MigrationException explain(Throwable error) {
        Throwable deepest = error;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            deepest = cause;
            if (cause instanceof MigrationException known) {
                return known;
            }
            if (cause instanceof ServerException refused) {
                return refused(refused);
            }
        }
        boolean isLoss = deepest instanceof IOException || deepest instanceof TimeoutException;
        return isLoss ? lost(deepest) : unexpected(error, deepest);
    }

    /** Of what is asked before the stream starts. */
    MigrationException explain(SQLException error, SourceDatabase database) {
        return switch (error.getErrorCode()) {
            case ServerErrors.PRIVILEGE_MISSING -> mayNotRead(error);
            case ServerErrors.NO_BINLOG ->
                failure(
                        FailureCode.SOURCE_SETTING,
                        "MariaDB keeps no binary log",
                        error,
                        "Start the source with log_bin and a server_id, then take the snapshot again.");
            default -> database.explain(error);
        };
    }

    private MigrationException mayNotRead(Throwable error) {
        return failure(
                FailureCode.SOURCE_PRIVILEGE,
                "the user may not read the binary log",
                error,
                "GRANT REPLICATION SLAVE, BINLOG MONITOR ON *.* to the source user.");
    }

    private MigrationException refused(ServerException refused) {
        return switch (refused.getErrorCode()) {
            case ServerErrors.BINLOG_NOT_READABLE -> notReadable(refused);
            case ServerErrors.POSITION_NOT_IN_BINLOG, ServerErrors.POSITION_IN_HOLE -> behind(text(refused), refused);
            case ServerErrors.ACCESS_DENIED, ServerErrors.HOST_NOT_ALLOWED ->
                failure(
                        FailureCode.SOURCE_LOGIN_REFUSED,
                        "MariaDB refused the login for the binary log",
                        refused,
                        "Check the user's password and from which hosts it may connect. The stream can log in with"
                                + " mysql_native_password only.");
            case ServerErrors.PRIVILEGE_MISSING -> mayNotRead(refused);
            default -> lost(refused);
        };
    }

    /** One error number for everything that keeps the server from sending; only the text tells more. */
    private MigrationException notReadable(ServerException refused) {
        String reason = text(refused).toLowerCase(Locale.ROOT);
        if (reason.contains("not in the master's binlog")) {
            return behind(text(refused), refused);
        }
        boolean gone = reason.contains("purged")
                || reason.contains("could not find gtid state")
                || reason.contains("could not find first log");
        return gone
                ? purged(text(refused), refused)
                : failure(
                        FailureCode.STREAM_FAILED,
                        "MariaDB cannot send the binary log",
                        refused,
                        "See the source's error log, remove the cause and run the command again.");
    }

    MigrationException purged(String seen, @Nullable Throwable cause) {
        return new MigrationException(
                FailureCode.BINLOG_PURGED,
                source.display() + ": binary log that is still needed is gone (" + seen + ").",
                "The changes in it cannot be had any more: start the migration again, and keep binary logs longer"
                        + " (binlog_expire_logs_seconds) until it is done.",
                cause);
    }

    /** Another server than before, or the same one with a part of its past gone. */
    MigrationException behind(String seen, @Nullable Throwable cause) {
        return new MigrationException(
                FailureCode.SOURCE_BEHIND,
                source.display() + ": the source does not have what the target has applied (" + seen + ").",
                "Name the server that the migration was begun with, or one that replicates from it, has caught up, and has a"
                        + " server_id of its own. If"
                        + " the source itself has lost transactions (a backup was restored, RESET MASTER, a failover to"
                        + " a replica that was behind), the target has more than it: start the migration again.",
                cause);
    }

    /** A question that the server answers at other times. */
    MigrationException untold(String what) {
        return new MigrationException(
                FailureCode.STREAM_FAILED,
                source.display() + ": the source does not tell " + what + ".",
                "Nothing is lost: run the command again. If it stays so, see the source's error log.");
    }

    private static String text(Throwable error) {
        return String.valueOf(error.getMessage());
    }

    private MigrationException lost(Throwable cause) {
        return failure(
                FailureCode.STREAM_FAILED,
                "the connection to the binary log was lost and could not be restored",
                cause,
                "Nothing is lost: run the command again when the source answers.");
    }

    private MigrationException unexpected(Throwable error, Throwable deepest) {
        return failure(
                FailureCode.STREAM_FAILED,
                "the stream broke",
                deepest,
                "Run the command again; if it stops at the same place, report it with the log.",
                error);
    }

    private MigrationException failure(FailureCode code, String what, Throwable cause, String advice) {
        return failure(code, what, cause, advice, cause);
    }

    private MigrationException failure(FailureCode code, String what, Throwable shown, String advice, Throwable cause) {
        return new MigrationException(
                code, source.display() + ": " + what + " (" + shown.getMessage() + ").", advice, cause);
    }
}
