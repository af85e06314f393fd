package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.network.ServerException;
import dev.landfall.failure.MigrationException;
import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.pipeline.ErrorHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which errors are worth another connection: losses are, refusals are not. Debezium's own handler for MariaDB
 * never retries in 3.5.0: it looks for the reason at the end of the chain of causes only, where nothing is left.
 */
final class CaptureErrorHandler extends ErrorHandler {
    /** Binary log gone, login, host or privilege refused, position unknown to the server: the same again next time. */
    private static final Set<Integer> FINAL_ERRORS = Set.of(
            ServerErrors.BINLOG_NOT_READABLE,
            ServerErrors.ACCESS_DENIED,
            ServerErrors.HOST_NOT_ALLOWED,
            ServerErrors.PRIVILEGE_MISSING,
            ServerErrors.POSITION_NOT_IN_BINLOG,
            ServerErrors.POSITION_IN_HOLE);

    private static final Logger LOG = LoggerFactory.getLogger(CaptureErrorHandler.class);

    private final RetryBudget retries;

    CaptureErrorHandler(MariaDbConnectorConfig config, ChangeEventQueue<?> queue, RetryBudget retries) {
        super(CapturingConnector.class, config, queue, null);
        this.retries = retries;
    }

    /** A server that accepts connections and then says nothing comes as a timeout. */
    @Override
    protected Set<Class<? extends Exception>> communicationExceptions() {
        return Set.of(IOException.class, TimeoutException.class);
    }

    /** Debezium's rule, which takes every error of the above for a loss, but for what the server or we have decided. */
    @Override
    protected boolean isRetriable(@Nullable Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof MigrationException
                    || cause instanceof ServerException refused && FINAL_ERRORS.contains(refused.getErrorCode())) {
                return false;
            }
        }
        return super.isRetriable(error);
    }

    /** Debezium opens the connection again as soon as this returns true, but for a pause that is always the same. */
    @Override
    protected boolean hasMoreRetries() {
        Optional<Duration> pause = retries.spend();
        if (pause.isEmpty()) {
            return false;
        }
        LOG.atWarn()
                .addKeyValue("reason", reason())
                .addKeyValue("pause", pause.get())
                .log("connection to the binary log lost, opening it again");
        try {
            retries.await(pause.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private String reason() {
        Throwable deepest = getProducerThrowable();
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.toString();
    }
}
