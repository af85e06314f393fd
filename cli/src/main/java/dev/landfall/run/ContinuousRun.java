package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.TablePlan;
import dev.landfall.throttle.WorkingTime;
import dev.landfall.verify.ProofView;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Verifies again and again: everything once, then what has changed since, and everything anew every hour, because what others
 * change on the target is in no log of the stream. One thread.
 */
public final class ContinuousRun {
    private static final Duration WHOLE_EVERY = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration FOR_THE_STREAM = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int MOST_UNSETTLED = 3;

    private final Servers servers;
    private final MigrationConfig config;
    private final Progress progress;
    private final AtomicBoolean stopRequested;
    private final ProofKeeper proofs;
    private final VerifyWatch watch;

    /** @param watch keeps it within limits */
    public ContinuousRun(
            Servers servers,
            MigrationConfig config,
            VerifyWatch watch,
            Progress progress,
            AtomicBoolean stopRequested) {
        this.servers = servers;
        this.config = config;
        this.progress = progress;
        this.stopRequested = stopRequested;
        this.watch = watch;
        this.proofs = new ProofKeeper(servers, config, watch.pace(), progress);
    }

    /**
     * Ends with the first difference, after three passes in a row that do not settle, or when the migration no longer streams.
     * Outlives a minute's outage of either server: the pass that it cut short is begun anew.
     *
     * @param onPass hears of every pass
     * @param onTable hears of tables in which something was compared
     * @return the pass that ended it, or the last one
     * @throws MigrationException {@code RUN-002} when the migration does not stream, {@code VERIFY-002} when it has followed a
     *     schema change meanwhile, {@code SCHEMA-003} when a table cannot be read on the target, {@code VERIFY-001} when a pass had found differences and came to no end
     * @throws InterruptedException when the user ends it
     */
    public VerificationReport run(Consumer<ProofKeeper.Pass> onPass, Consumer<TableVerdict> onTable)
            throws SQLException, InterruptedException {
        Outage target = outage(Side.COMPARED_TARGET, servers::targetStartedAt);
        Outage source = outage(Side.COMPARED_SOURCE, servers::sourceStartedAt);
        VerificationReport last = null;
        int unsettled = 0;
        boolean lost = false;
        while (true) {
            WorkingTime before = watch.time();
            // A pass that waited for what the one before has left would have begun, and note what the stream brings
            // meanwhile.
            watch.pace().begin();
            PassAlarm alarm = new PassAlarm(servers, config, onTable);
            ProofKeeper.Pass pass;
            // It says nothing for as long as a table takes.
            try (Connection control = servers.target().connectForLong()) {
                if (lost) {
                    awaitStream(control);
                    lost = false;
                }
                MigrationRecord record = Records.afterSnapshot(control, config.name());
                if (record.phase() != Phase.STREAMING) {
                    return over(record, last);
                }
                alarm.begin(record);
                pass = isDue(control) ? proofs.whole(control, record, alarm) : proofs.pass(control, record, alarm);
            } catch (SQLException | MigrationException e) {
                Exception failure = e instanceof SQLException sql ? servers.explain(sql) : e;
                boolean over = isOver(failure, target, source, alarm);
                // What was damaged a moment ago may be equal in the next pass, and nobody would hear of it.
                alarm.raise(failure);
                if (!over) {
                    Optional<MigrationException> unreadable = unreadable(e);
                    if (unreadable.isPresent()) {
                        throw unreadable.get();
                    }
                    throw e;
                }
                lost = true;
                continue;
            } catch (InterruptedException e) {
                alarm.raise(e);
                throw e;
            }
            last = pass.report();
            onPass.accept(pass.in(watch.time().since(before)));
            unsettled = pass.report() instanceof VerificationReport.Unsettled ? unsettled + 1 : 0;
            if (pass.report() instanceof VerificationReport.WithDifferences || unsettled == MOST_UNSETTLED) {
                return pass.report();
            }
            // The passing of time is what is waited for: what the stream changes meanwhile is compared together.
            TimeUnit.NANOSECONDS.sleep(pause(pass).toNanos());
        }
    }

    /** Without a table, or a column of one, the next pass would fail as well: that is an answer. Empty where nothing is missing. */
    private Optional<MigrationException> unreadable(Exception failure) {
        try (Connection control = servers.target().connect()) {
            MigrationRecord record = Records.afterSnapshot(control, config.name());
            Map<TablePlan, SchemaDifference> unreadable = new SchemaComparison(control, record.plan())
                    .unreadable(record.plan().tables());
            return record.phase() != Phase.STREAMING || unreadable.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new MigrationException(
                            FailureCode.SCHEMA_DIFFERS,
                            "Not all tables can be compared: "
                                    + SchemaDifference.shown(List.copyOf(unreadable.values())) + ".",
                            "Put back on the target what is missing there, or compare the other tables: migrate verify.",
                            failure));
        } catch (SQLException | MigrationException e) {
            failure.addSuppressed(e);
            return Optional.empty();
        }
    }

    /**
     * A stream that has lost the same server may be back a little later: until then everything that it has not brought yet would look
     * different. Without one for a minute that is how it is.
     */
    private void awaitStream(Connection control) throws SQLException, InterruptedException {
        long end = System.nanoTime() + FOR_THE_STREAM.toNanos();
        while (!RoleLock.isHeld(control, config.name(), Role.STREAM) && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
    }

    private static boolean isOver(Exception failure, Outage target, Outage source, PassAlarm alarm)
            throws SQLException, InterruptedException {
        try {
            return target.isOver(failure) || source.isOver(failure);
        } catch (InterruptedException e) {
            alarm.raise(failure);
            throw e;
        }
    }

    private Outage outage(Side side, Outage.Server server) throws SQLException {
        return new Outage(
                side,
                server,
                progress,
                stopRequested,
                System::nanoTime,
                length -> TimeUnit.NANOSECONDS.sleep(length.toNanos()));
    }

    /** Where nothing is proven the next pass compares everything again: the servers have other things to do. */
    private static Duration pause(ProofKeeper.Pass pass) {
        Duration took = pass.report().took();
        return pass.proven() || !pass.whole() || took.compareTo(PAUSE) < 0 ? PAUSE : took;
    }

    /** A cutover that has begun goes on from here by itself. */
    private static VerificationReport over(MigrationRecord record, @Nullable VerificationReport last) {
        if (last == null) {
            throw new MigrationException(
                    FailureCode.WRONG_PHASE,
                    "Migration " + record.name() + " is in phase "
                            + record.phase().text()
                            + ": nothing follows the source that could be verified again and again.",
                    "Run migrate verify without --continuous.");
        }
        return last;
    }

    private boolean isDue(Connection control) throws SQLException {
        return proofs.view(control)
                .map(ProofView::proven)
                .map(proven -> proven.wholeAt() == null
                        || proven.wholeAt().plus(WHOLE_EVERY).isBefore(Instant.now()))
                .orElse(false);
    }
}
