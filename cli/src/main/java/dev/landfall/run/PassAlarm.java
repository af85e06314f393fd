package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.verify.ProofLedger;
import dev.landfall.verify.RowDifference;
import dev.landfall.verify.TableVerdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which tables a pass has found different, for the case that the pass does not come to its end. Of one pass; thread-safe
 * as its listener is called: by one thread at a time.
 */
final class PassAlarm implements Consumer<TableVerdict> {
    private final Servers servers;
    private final MigrationConfig config;
    private final Consumer<TableVerdict> listener;
    private final List<TableVerdict> different = new ArrayList<>();
    private @Nullable MigrationRecord record;

    PassAlarm(Servers servers, MigrationConfig config, Consumer<TableVerdict> listener) {
        this.servers = servers;
        this.config = config;
        this.listener = listener;
    }

    /** @param record by whose plan the pass compares */
    void begin(MigrationRecord record) {
        this.record = record;
    }

    @Override
    public void accept(TableVerdict verdict) {
        if (verdict.differing() > 0) {
            different.add(verdict);
        }
        listener.accept(verdict);
    }

    /**
     * Ends what was proven, when something was found, whether the servers are there again or not.
     *
     * @param failure that the pass ended with
     * @throws MigrationException {@code VERIFY-001} when something was found, {@code VERIFY-002} when that says nothing because the
     *     plan is another one now
     */
    void raise(Exception failure) {
        MigrationRecord compared = record;
        if (different.isEmpty() || compared == null) {
            return;
        }
        MigrationException found = new MigrationException(
                FailureCode.VERIFY_DIFFERENCES,
                different.stream().map(PassAlarm::found).collect(Collectors.joining("; "))
                        + ". The pass that found this was cut short before it had compared everything.",
                "Run migrate verify: it compares every row, and names all that differ.",
                failure);
        try (Connection control = servers.target().connect()) {
            new VerifyRun(servers, config).requireSamePlan(control, compared, failure);
            new MigrationStore(config.name()).cleanVerification(control, null);
            new ProofLedger(config.name()).end(control);
        } catch (SQLException e) {
            // What was proven has ended when it was found, unless the target was away by then.
            found.addSuppressed(e);
        } catch (MigrationException e) {
            if (e.code() == FailureCode.VERIFY_UNSETTLED) {
                throw e;
            }
            found.addSuppressed(e);
        }
        throw found;
    }

    private static String found(TableVerdict table) {
        return table.table() + ": " + table.differing() + " row(s) differ"
                + table.differences().stream()
                        .limit(1)
                        .map(RowDifference::inShort)
                        .map(row -> ", the first " + row)
                        .collect(Collectors.joining());
    }
}
