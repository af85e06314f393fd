package dev.landfall.verify;

import dev.landfall.catalog.TableDefinitions;
import dev.landfall.event.GtidSet;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.source.SourceDatabase;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.TargetDatabase;
import dev.landfall.verify.cells.ZeroSigns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares every row of source and target: by hashes made here of rows as both servers send them in binary, or by digests
 * that the servers compute themselves, see {@link Method}; where those differ, row by row. Safe beside a running stream: a
 * difference counts only if the target has had its chance to catch up. Changes nothing on either server.
 *
 * <p>Reads snapshots of at most a few seconds, or for as long as one range or one scan of a table that cannot be cut
 * takes. Memory stays bounded: rows are never held, only digests of those that differ. Thread-safe; a verifier can be used
 * again.
 */
public final class Verifier {
    private final SourceDatabase source;
    private final TargetDatabase target;
    private final MigrationPlan plan;
    private final VerifyOptions options;
    private final ApplierProgress applier;
    private final Pace pace;

    /** As fast as it goes. */
    public Verifier(
            SourceDatabase source,
            TargetDatabase target,
            MigrationPlan plan,
            VerifyOptions options,
            ApplierProgress applier) {
        this(source, target, plan, options, applier, Pace.FREE);
    }

    public Verifier(
            SourceDatabase source,
            TargetDatabase target,
            MigrationPlan plan,
            VerifyOptions options,
            ApplierProgress applier,
            Pace pace) {
        this.source = source;
        this.target = target;
        this.plan = plan;
        this.options = options;
        this.applier = applier;
        this.pace = pace;
    }

    /**
     * Opens one session per worker on each server (both read at the same time, each in a thread of its own), and closes all
     * of them at the end, however it ends.
     *
     * @param tables of the plan
     * @param onTable hears each table's verdict as soon as it is there: from the workers' threads, one call at a time
     * @throws dev.landfall.failure.MigrationException when a server fails; nothing is known then but what was heard
     * @throws InterruptedException when the calling thread was interrupted; running statements have been cancelled
     */
    public VerificationReport verify(List<TablePlan> tables, Consumer<TableVerdict> onTable)
            throws InterruptedException {
        return search(tables, onTable).report();
    }

    /**
     * What was found, and by which keys it is found again.
     *
     * @param view in which it was found, where a proof is kept; empty where none is
     */
    public record Search(VerificationReport report, Differing differing, Optional<ProofView> view) {}

    /** The same, for who repairs the rows. */
    public Search search(List<TablePlan> tables, Consumer<TableVerdict> onTable) throws InterruptedException {
        return search(new Agenda.Everything(), tables, onTable).orElseThrow();
    }

    /**
     * The same, for who keeps the outcome as a proof, which {@link ProofLedger#begin} came before.
     *
     * @param equal keeps what is found while both sides are frozen, and has what was found before
     */
    public Search searchToProve(
            ProofLedger ledger, EqualTables equal, List<TablePlan> tables, Consumer<TableVerdict> onTable)
            throws InterruptedException {
        return search(new Agenda.Proof(ledger, equal), tables, onTable).orElseThrow();
    }

    /**
     * Compares only what the stream has changed since everything was proven equal.
     *
     * @param tables all of the plan
     * @param planDigest of the plan
     * @return empty when no proof holds: nothing was compared
     */
    public Optional<Search> searchChanges(
            ProofLedger ledger, String planDigest, List<TablePlan> tables, Consumer<TableVerdict> onTable)
            throws InterruptedException {
        return search(new Agenda.Changes(ledger, planDigest), tables, onTable);
    }

    private Optional<Search> search(Agenda agenda, List<TablePlan> tables, Consumer<TableVerdict> onTable)
            throws InterruptedException {
        Instant startedAt = Instant.now();
        long start = System.nanoTime();
        Verdicts verdicts = new Verdicts(agenda.hearing(onTable));
        // What is held from the beginning on, or was not paid for before, waits with nothing open and nothing frozen.
        pace.begin();
        VerifyOptions options = this.options.withRangeRows(Math.min(this.options.rangeRows(), pace.mostRows()));
        try (Session session = SessionPair.openSource(source)) {
            GtidSet position = Frame.position(session);
            Strength strength = strength(position);
            AppliedGate gate = new AppliedGate(applier, options.patience(), target::explain);
            WorkQueue queue = new WorkQueue();
            Map<String, Long> estimates = estimates(session);
            ZeroSigns zeros = session.with(ZeroSigns::of);
            Opening opening =
                    new Opening(agenda, tables, table -> check(table, estimates, zeros), options, queue, verdicts);
            Optional<Meeting> meeting = meeting(strength, tables);
            TableDefinitions definitions = meeting.isPresent() ? definitions(session, tables) : TableDefinitions.NONE;
            new Crew(options.workers(), () -> SessionPair.open(source, target))
                    .work(
                            sessions -> {
                                Optional<Frozen> frozen =
                                        meeting.isPresent() ? meeting.get().join(sessions) : Optional.empty();
                                if (frozen.isPresent()
                                        && !frozen.get().members().contains(sessions)) {
                                    return;
                                }
                                Paced paced = new Paced(pace);
                                opening.in(sessions, frozen.isPresent());
                                try (Frames frames = frozen.map(
                                                views -> Frames.frozen(sessions, views.position(), gate))
                                        .orElseGet(() -> new Frames(sessions, strength, position, gate))) {
                                    new Worker(queue, verdicts, frames, definitions, options, paced, agenda.ranges())
                                            .run();
                                } finally {
                                    paced.leave();
                                }
                            },
                            queue::stop);
            if (opening.withoutProof()) {
                return Optional.empty();
            }
            boolean moved =
                    strength == Strength.STATIC && !Frame.position(session).equals(position);
            Optional<Frozen> frozen = meeting.flatMap(Meeting::frozen);
            Strength proven = frozen.isPresent() ? Strength.FENCED : moved ? Strength.BEHIND : strength;
            VerificationReport report = report(
                    proven,
                    startedAt,
                    Duration.ofNanos(System.nanoTime() - start),
                    frozen.map(Frozen::position).orElse(position).toString(),
                    verdicts.inOrderOf(tables),
                    fencing(strength, tables, meeting));
            return Optional.of(new Search(report, verdicts.differing(), opening.view()));
        }
    }

    /** Present when both sides are to be frozen. */
    private Optional<Meeting> meeting(Strength strength, List<TablePlan> tables) {
        return options.fenced()
                        && strength == Strength.CONVERGENT
                        && moving(tables).isEmpty()
                ? Optional.of(new Meeting(options.workers(), new Fence(applier, options.patience(), target::explain)))
                : Optional.empty();
    }

    private Fencing fencing(Strength strength, List<TablePlan> tables, Optional<Meeting> meeting) {
        if (meeting.isPresent() || !options.fenced() || strength != Strength.CONVERGENT) {
            return meeting.map(Meeting::fencing).orElse(Fencing.NONE);
        }
        return Fencing.refused(
                "the engine of " + String.join(", ", moving(tables)) + " has no snapshots that hold still");
    }

    /** Tables that no snapshot freezes. */
    private static List<String> moving(List<TablePlan> tables) {
        return tables.stream()
                .filter(table -> !table.source().transactional())
                .map(table -> table.source().name().toString())
                .toList();
    }

    /** Without GTIDs nothing tells whether the source moved, so nothing more than BEHIND can be claimed. */
    private Strength strength(GtidSet position) {
        try {
            if (applier.streaming()) {
                return Strength.CONVERGENT;
            }
            // A source that has less than is applied has lost its past: nothing is known of what it holds now.
            return !position.isEmpty() && applier.applied().equals(position) ? Strength.STATIC : Strength.BEHIND;
        } catch (SQLException e) {
            throw target.explain(e);
        }
    }

    private static TableDefinitions definitions(Session session, List<TablePlan> tables) {
        return session.with(connection -> TableDefinitions.of(
                connection,
                tables.stream().map(table -> table.source().storedIn()).toList()));
    }

    private Map<String, Long> estimates(Session session) {
        return session.with(connection -> {
            Map<String, Long> rows = new HashMap<>();
            try (PreparedStatement statement = estimatesOf(connection);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.put(row.getString("table_name"), row.getLong("approximate_rows"));
                }
            }
            return rows;
        });
    }

    private PreparedStatement estimatesOf(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(SqlFile.load("verify/source_estimates.sql"));
        statement.setString(1, plan.catalog().database());
        return statement;
    }

    private TableCheck check(TablePlan table, Map<String, Long> estimates, ZeroSigns zeros) {
        return new TableCheck(
                table,
                ParentLink.of(plan, table),
                estimates.getOrDefault(table.source().name().name(), 0L),
                options.maxDifferences(),
                options.method(),
                zeros);
    }

    private static VerificationReport report(
            Strength strength,
            Instant startedAt,
            Duration took,
            String position,
            List<TableVerdict> tables,
            Fencing fencing) {
        if (tables.stream().anyMatch(table -> table.differing() > 0)) {
            return new VerificationReport.WithDifferences(strength, startedAt, took, position, tables, fencing);
        }
        return tables.stream().allMatch(TableVerdict::matches)
                ? new VerificationReport.Clean(strength, startedAt, took, position, tables, fencing)
                : new VerificationReport.Unsettled(strength, startedAt, took, position, tables, fencing);
    }
}
