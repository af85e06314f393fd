package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.TablePlan;
import dev.landfall.throttle.WorkingTime;
import dev.landfall.verify.EqualTables;
import dev.landfall.verify.EqualTablesText;
import dev.landfall.verify.Pace;
import dev.landfall.verify.ProofLedger;
import dev.landfall.verify.ProofView;
import dev.landfall.verify.Strength;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import dev.landfall.verify.Verifier;
import dev.landfall.verify.VerifyOptions;
import dev.landfall.window.WriteWitness;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves all tables equal, and from then on only what the stream has changed since. A proof needs a view of both sides at one
 * position; where none can be had, everything is compared each time. One thread.
 */
public final class ProofKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ProofKeeper.class);
    /** lock_not_available; query_canceled, by a timeout of the role's own; deadlock_detected. */
    private static final Set<String> WAITED_TOO_LONG = Set.of("55P03", "57014", "40P01");

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    /** The stream waits behind who waits for a table; so it is let through again and again. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int ATTEMPTS = 10;
    /** More than anybody wants to compare while writes are refused. */
    private static final long WHOLE_TABLE = 1_000_000;
    /** Others wait behind who waits here. */
    private static final Duration SHORT = Duration.ofMillis(100);

    private final Servers servers;
    private final MigrationConfig config;
    private final Progress progress;
    private final VerifyRun verify;
    private final ProofLedger ledger;

    /** As fast as it goes. */
    public ProofKeeper(Servers servers, MigrationConfig config) {
        this(servers, config, Pace.FREE, Progress.NONE);
    }

    /** @param progress hears when a pass goes on from one that was interrupted */
    public ProofKeeper(Servers servers, MigrationConfig config, Pace pace, Progress progress) {
        this.servers = servers;
        this.config = config;
        this.progress = progress;
        this.verify = new VerifyRun(servers, config, pace);
        this.ledger = new ProofLedger(config.name());
    }

    /**
     * One round of comparing.
     *
     * @param whole whether every row was compared, not only those that had changed since the proof
     * @param proven whether a proof is kept of it: later passes go on from the report's position
     * @param refused why none is, where that is no matter of what was found; else empty
     * @param time of its workers, where their share of it is limited
     */
    public record Pass(VerificationReport report, boolean whole, boolean proven, String refused, WorkingTime time) {
        Pass in(WorkingTime taken) {
            return new Pass(report, whole, proven, refused, taken);
        }
    }

    /**
     * Compares what has changed since the proof, or everything where none holds or the target does not follow the source.
     *
     * @throws MigrationException {@code VERIFY-002} when a stream has followed a schema change meanwhile
     */
    public Pass pass(Connection control, MigrationRecord record, Consumer<TableVerdict> onTable)
            throws SQLException, InterruptedException {
        MigrationStore.upgrade(control);
        if (!watch(control, record, true).isEmpty()) {
            return whole(control, record, onTable, true);
        }
        Optional<Verifier.Search> changes = verify.search(
                control,
                record,
                options(),
                verifier -> verifier.searchChanges(
                        ledger,
                        ProofLedger.basis(record.planDigest()),
                        record.plan().tables(),
                        ending(onTable)));
        // What the stream has not brought yet it has not written down either: that would look equal.
        boolean followed = changes.isPresent() && changes.get().report().strength() != Strength.BEHIND;
        return followed
                ? kept(
                        control,
                        record,
                        changes.get(),
                        new Compared(false, Optional.empty()),
                        "",
                        changes.get().view().map(ProofView::token))
                : whole(control, record, onTable, true);
    }

    /**
     * Compares everything, whatever was proven before. Of tables that a pass like this has found equal which was interrupted within the
     * last day, it compares only what has changed since, where that is known.
     *
     * @throws MigrationException as the other
     */
    public Pass whole(Connection control, MigrationRecord record, Consumer<TableVerdict> onTable)
            throws SQLException, InterruptedException {
        return whole(control, record, onTable, true);
    }

    /** @param goesOn whether from one that was interrupted */
    Pass whole(Connection control, MigrationRecord record, Consumer<TableVerdict> onTable, boolean goesOn)
            throws SQLException, InterruptedException {
        MigrationStore.upgrade(control);
        EqualTables equal = new EqualTables(
                config.name(),
                ProofLedger.basis(record.planDigest()),
                config.verify().method().text() + " " + Version.current(),
                goesOn,
                control,
                servers.target(),
                this::tell);
        // Before the stream is held for the view: whatever is written behind the view is noticed.
        ProofLedger.Begun begun = ledger.begin(
                control, ProofLedger.basis(record.planDigest()), record.plan().schema());
        try {
            String refused = watch(control, record, !begun.anew());
            List<TablePlan> tables = record.plan().tables();
            Verifier.Search search = verify.search(
                            control,
                            record,
                            options(),
                            verifier -> Optional.of(
                                    refused.isEmpty()
                                            ? verifier.searchToProve(ledger, equal, tables, ending(onTable))
                                            : verifier.search(tables, ending(onTable))))
                    .orElseThrow();
            Pass pass = kept(
                    control, record, search, new Compared(true, equal.oldest()), refused, Optional.of(begun.token()));
            ledger.letGo(control);
            return pass;
        } catch (SQLException | RuntimeException | InterruptedException e) {
            endUnproven(control, begun.token(), e);
            throw e;
        }
    }

    /** What was proven ends with the first difference, also when the pass comes to no end: others would go by it. */
    private Consumer<TableVerdict> ending(Consumer<TableVerdict> onTable) {
        return verdict -> {
            onTable.accept(verdict);
            if (verdict.differing() > 0) {
                try (Connection own = servers.target().connect()) {
                    new MigrationStore(config.name()).cleanVerification(own, null);
                    ledger.end(own);
                } catch (SQLException e) {
                    throw servers.explain(e);
                }
            }
        };
    }

    private void tell(EqualTables.GoneOn goneOn) {
        progress.note(EqualTablesText.of(goneOn.tables(), goneOn.of(), "is"));
    }

    /** @return why who else writes to the target cannot be noticed: a proof would say nothing a moment later; else empty */
    private String watch(Connection control, MigrationRecord record, boolean noted) throws SQLException {
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    limitLocks(control, PATIENCE);
                    witness(record).place(control, noted);
                    return "";
                } catch (SQLException e) {
                    if (!WAITED_TOO_LONG.contains(String.valueOf(e.getSQLState())) || attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (!WAITED_TOO_LONG.contains(state) && !INSUFFICIENT_PRIVILEGE.equals(state)) {
                throw e;
            }
            return "other writers of PostgreSQL's tables cannot be noticed: " + e.getMessage();
        } finally {
            limitLocks(control, Duration.ZERO);
        }
    }

    private WriteWitness witness(MigrationRecord record) {
        return new WriteWitness(config.name(), record.plan().tables());
    }

    private static void limitLocks(Connection control, Duration longest) throws SQLException {
        try (Statement statement = control.createStatement()) {
            statement.execute("SET lock_timeout = " + longest.toMillis());
        }
    }

    /** After the hand-over: nothing is noticed any more. Triggers on tables that are in use stay, and do nothing. */
    public void giveUp(Connection control, MigrationRecord record) throws SQLException {
        // What was written down goes with the next proof, or with the control schema: it may be much.
        ledger.end(control);
        try {
            limitLocks(control, SHORT);
            witness(record).remove(control);
        } catch (SQLException e) {
            if (!WAITED_TOO_LONG.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            LOG.atDebug().setCause(e).log("some triggers of the proof are left to migrate cutover --final");
        } finally {
            limitLocks(control, Duration.ZERO);
        }
    }

    private void endUnproven(Connection control, String token, Exception cause) {
        try {
            if (cause instanceof MigrationException known && known.code() == FailureCode.VERIFY_UNSETTLED) {
                // By a plan that is not in force any more.
                ledger.forgetTables(control);
            }
            ledger.endUnproven(control, token);
            ledger.letGo(control);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * @param whole whether every row was
     * @param since when the earliest, if not just now
     */
    private record Compared(boolean whole, Optional<Instant> since) {}

    /** @param token of what was noted for it */
    private Pass kept(
            Connection control,
            MigrationRecord record,
            Verifier.Search search,
            Compared compared,
            String unwatched,
            Optional<String> token)
            throws SQLException {
        VerificationReport report = search.report();
        boolean whole = compared.whole();
        Optional<ProofView> view = search.view();
        boolean oneView = report.strength() == Strength.FENCED || report.strength() == Strength.STATIC;
        boolean proven = report instanceof VerificationReport.Clean
                && oneView
                && view.isPresent()
                && ledger.prove(control, view.get(), whole, compared.since());
        if (whole) {
            // It has come to its end: the next one has nothing to go on from.
            ledger.forgetTables(control);
        }
        if (!unwatched.isEmpty()) {
            ledger.end(control);
        } else if (!proven && token.isPresent()) {
            ledger.endUnproven(control, token.get());
        }
        // Last, because it ends the proof when there are differences.
        if (whole || !(report instanceof VerificationReport.Clean)) {
            verify.remember(control, record, record.plan().tables(), report);
        } else {
            // No verification of everything, which others may ask for; but all is equal.
            new MigrationStore(config.name())
                    .cleanVerification(control, report.startedAt().plus(report.took()));
        }
        return new Pass(
                report, whole, proven, unwatched.isEmpty() ? report.fencing().refused() : unwatched, WorkingTime.NONE);
    }

    /** What the target shows of it now; empty when nothing is written down. */
    public Optional<ProofView> view(Connection control) throws SQLException {
        return ledger.read(control);
    }

    /**
     * About how much there is to compare until all is proven again. A table that is compared as a whole counts a million.
     *
     * @return empty where no proof holds
     */
    public Optional<Long> waiting(Connection control, MigrationRecord record) throws SQLException {
        return view(control)
                        .filter(view -> view.holds(ProofLedger.basis(record.planDigest())))
                        .isPresent()
                ? Optional.of(ledger.waiting(control, WHOLE_TABLE))
                : Optional.empty();
    }

    private VerifyOptions options() {
        return verify.options(config.verify().maxDifferences(), true);
    }
}
