package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.TablePlan;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves all tables equal, and from then on only what the stream has changed since. A proof needs a view of both sides at one
 * position; where none can be had, everything is compared each time. One thread.
 */
public final class ProofKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ProofKeeper.class);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    /** For a table whose writer does not end; the stream ends each of its batches sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Others wait behind who waits here. */
    private static final Duration SHORT = Duration.ofMillis(100);

    private final MigrationConfig config;
    private final VerifyRun verify;
    private final ProofLedger ledger;

    public ProofKeeper(Servers servers, MigrationConfig config) {
        this.config = config;
        this.verify = new VerifyRun(servers, config);
        this.ledger = new ProofLedger(config.name());
    }

    /**
     * One round of comparing.
     *
     * @param whole whether every row was compared, not only those that had changed since the proof
     * @param proven whether a proof holds now, up to the report's position
     */
    public record Pass(VerificationReport report, boolean whole, boolean proven) {}

    /**
     * Compares what has changed since the proof, or everything where none holds.
     *
     * @throws MigrationException {@code VERIFY-002} when a stream has followed a schema change meanwhile
     */
    public Pass pass(Connection control, MigrationRecord record, Consumer<TableVerdict> onTable)
            throws SQLException, InterruptedException {
        MigrationStore.upgrade(control);
        Optional<Verifier.Search> changes = verify.search(
                control,
                record,
                options(),
                verifier -> verifier.searchChanges(
                        ledger, record.planDigest(), record.plan().tables(), onTable));
        return changes.isPresent()
                ? kept(control, record, changes.get(), false)
                : whole(control, record, onTable, options());
    }

    /** Compares everything, whatever was proven before. @throws MigrationException as the other */
    public Pass whole(Connection control, MigrationRecord record, Consumer<TableVerdict> onTable)
            throws SQLException, InterruptedException {
        MigrationStore.upgrade(control);
        return whole(control, record, onTable, options());
    }

    private Pass whole(
            Connection control, MigrationRecord record, Consumer<TableVerdict> onTable, VerifyOptions options)
            throws SQLException, InterruptedException {
        // Before the stream is held for the view: whatever is written behind the view is noticed.
        ledger.begin(control, record.planDigest(), record.plan().schema());
        boolean watched = watched(control, record);
        try {
            List<TablePlan> tables = record.plan().tables();
            Verifier.Search search = verify.search(
                            control,
                            record,
                            options,
                            verifier -> Optional.of(
                                    watched
                                            ? verifier.searchToProve(ledger, tables, onTable)
                                            : verifier.search(tables, onTable)))
                    .orElseThrow();
            return kept(control, record, search, true);
        } catch (SQLException | MigrationException | InterruptedException e) {
            endUnlessProven(control, e);
            throw e;
        }
    }

    /** @return false when who else writes to the target cannot be noticed: a proof would say nothing a moment later */
    private boolean watched(Connection control, MigrationRecord record) throws SQLException {
        try {
            limitLocks(control, PATIENCE);
            witness(record).place(control);
            return true;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                LOG.atWarn().setCause(e).log("no proof is kept: tables cannot be watched for other writers");
                return false;
            }
            throw e;
        } finally {
            limitLocks(control, Duration.ZERO);
        }
    }

    private WriteWitness witness(MigrationRecord record) {
        return new WriteWitness(config.name(), record.plan());
    }

    private static void limitLocks(Connection control, Duration longest) throws SQLException {
        try (Statement statement = control.createStatement()) {
            statement.execute("SET lock_timeout = " + longest.toMillis());
        }
    }

    /** After the hand-over: nothing is noticed any more. Triggers on tables that are in use stay, and do nothing. */
    public void giveUp(Connection control, MigrationRecord record) throws SQLException {
        ledger.delete(control);
        try {
            limitLocks(control, SHORT);
            witness(record).remove(control);
        } catch (SQLException e) {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            LOG.atDebug().setCause(e).log("some triggers of the proof are left to migrate cutover --final");
        } finally {
            limitLocks(control, Duration.ZERO);
        }
    }

    /** Without a proof there is no use in writing changes down. */
    private void endUnlessProven(Connection control, Exception cause) {
        try {
            if (ledger.read(control).map(view -> view.proven() == null).orElse(false)) {
                ledger.end(control);
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private Pass kept(Connection control, MigrationRecord record, Verifier.Search search, boolean whole)
            throws SQLException {
        VerificationReport report = search.report();
        verify.remember(control, record, record.plan().tables(), report);
        Optional<ProofView> view = search.view();
        boolean oneView = report.strength() == Strength.FENCED || report.strength() == Strength.STATIC;
        if (report instanceof VerificationReport.Clean && oneView && view.isPresent()) {
            ledger.prove(control, view.get(), whole);
            return new Pass(report, whole, true);
        }
        if (!(report instanceof VerificationReport.Clean) || whole) {
            ledger.end(control);
        }
        return new Pass(report, whole, false);
    }

    /** What the target shows of it now; empty when nothing is written down. */
    public Optional<ProofView> view(Connection control) throws SQLException {
        return ledger.read(control);
    }

    private VerifyOptions options() {
        return verify.options(config.verify().maxDifferences(), true);
    }
}
