package dev.landfall.run;

import dev.landfall.apply.AppliedPosition;
import dev.landfall.apply.Chunk;
import dev.landfall.apply.ChunkLedger;
import dev.landfall.apply.PositionLedger;
import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.TableName;
import dev.landfall.config.MigrationConfig;
import dev.landfall.event.SourcePosition;
import dev.landfall.failure.MigrationException;
import dev.landfall.retention.SourceLog;
import dev.landfall.throttle.CopyState;
import dev.landfall.throttle.CopyStateStore;
import dev.landfall.throttle.StreamOrderStore;
import dev.landfall.throttle.StreamOrders;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts together where a migration stands. Read-only. */
public final class StatusReader {
    private final Servers servers;
    private final MigrationConfig config;

    public StatusReader(Servers servers, MigrationConfig config) {
        this.servers = servers;
        this.config = config;
    }

    public StatusReport read() throws SQLException {
        try (Connection control = servers.target().connect()) {
            return read(control, Records.existing(control, config.name()));
        }
    }

    /** Who owns the data is known without the source. */
    private Connection source(MigrationRecord record) {
        try {
            return servers.source().connect();
        } catch (MigrationException e) {
            throw new MigrationException(
                    e.code(),
                    e.getMessage() + " Migration " + record.name() + " is in phase "
                            + record.phase().text() + ": " + Ownership.of(record.phase()) + ".",
                    e.advice(),
                    e);
        }
    }

    private StatusReport read(Connection control, MigrationRecord record) throws SQLException {
        try (Connection source = source(record)) {
            Optional<AppliedPosition> applied = new PositionLedger(config.name()).read(control);
            SourceLog log = SourceLog.read(source);
            boolean streaming = RoleLock.isHeld(control, config.name(), Role.STREAM);
            StreamOrders orders = new StreamOrderStore(config.name()).read(control);
            StreamLag lag =
                    applied.isEmpty() ? StreamLag.NONE : lag(control, config.name(), applied.get(), log, orders);
            List<String> drift = SchemaDrift.of(
                    record, new CatalogReader(source, config.source().database()).read());
            Proofs proofs = Proofs.read(control, record);
            StatusReport.SnapshotStatus snapshot = snapshot(control, record);
            boolean streams = record.phase() == Phase.STREAMING;
            Optional<KeptVerification> last = new VerificationLedger(config.name()).latest(control);
            SafeToCutOver safe = SafeToCutOver.judge(
                    record,
                    new SafeToCutOver.Stream(
                            streaming,
                            orders.paused(),
                            applied.isPresent()
                                    && applied.get().position().gtids().contains(log.head()),
                            lag.millis()),
                    config.cutover().maxLag(),
                    drift,
                    streams ? OpenConstraints.names(control, record.plan()) : List.of(),
                    streams ? new SchemaComparison(control, record.plan()).objects() : List.of(),
                    new SafeToCutOver.Proof(last.isPresent(), proofs.all() != null));
            return new StatusReport(
                    config.name(),
                    record.phase().text(),
                    config.source().display(),
                    config.target().display(),
                    tables(control, record, snapshot, proofs),
                    applied.map(at -> at.position().gtids().toString()).orElse(null),
                    log.head().toString(),
                    streaming,
                    lag,
                    record.cleanVerificationAt() == null
                            ? null
                            : record.cleanVerificationAt().toString(),
                    last.orElse(null),
                    safe.yes(),
                    safe.reasons(),
                    PolicyEffects.read(control, config.name()),
                    snapshot,
                    copy(control, log, record, applied, snapshot),
                    stream(control, record, applied, streaming, lag, log, orders, proofs.all()),
                    WayBackReader.read(control, source, record),
                    groups(control, log));
        }
    }

    private List<StatusReport.GroupStatus> groups(Connection control, SourceLog log) throws SQLException {
        List<StatusReport.GroupStatus> groups = new ArrayList<>();
        for (MigrationStore.Part part : new MigrationStore(config.name()).takenOut(control)) {
            Optional<AppliedPosition> applied =
                    part.phase().handedOver() ? Optional.empty() : new PositionLedger(part.name()).read(control);
            groups.add(new StatusReport.GroupStatus(
                    part.name(),
                    part.phase().text(),
                    part.tables(),
                    RoleLock.isHeld(control, part.name(), Role.STREAM),
                    applied.map(at -> at.position().gtids().toString()).orElse(null),
                    applied.isEmpty()
                            ? null
                            : lag(
                                    control,
                                    part.name(),
                                    applied.get(),
                                    log,
                                    new StreamOrderStore(part.name()).read(control)),
                    RoleLock.isHeld(control, part.name(), Role.REVERSE)));
        }
        return groups;
    }

    private static StreamLag lag(
            Connection control, String name, AppliedPosition applied, SourceLog log, StreamOrders orders)
            throws SQLException {
        Instant seen = orders.caughtUpAt();
        Instant caughtUpAt = seen == null ? new MigrationStore(name).begunAt(control) : seen;
        return StreamLag.of(applied, log, caughtUpAt, Instant.now());
    }

    private static StatusReport.@Nullable StreamStatus stream(
            Connection control,
            MigrationRecord record,
            Optional<AppliedPosition> applied,
            boolean streaming,
            StreamLag lag,
            SourceLog log,
            StreamOrders orders,
            StatusReport.@Nullable ProofStatus proof)
            throws SQLException {
        if (applied.isEmpty()
                || !record.phase().snapshotDone()
                || record.phase().handedOver()) {
            return null;
        }
        return new StatusReport.StreamStatus(
                orders,
                log.forecast(applied.get().position(), Duration.ofMillis(lag.millis()), null, streaming)
                        .orElse(null),
                EventTotals.read(control, record.name()),
                proof);
    }

    private StatusReport.@Nullable SnapshotStatus snapshot(Connection control, MigrationRecord record)
            throws SQLException {
        return record.phase().snapshotDone() || !RoleLock.isHeld(control, config.name(), Role.COPY)
                ? null
                : new OutlookStore(config.name()).read(control).orElse(null);
    }

    private StatusReport.@Nullable CopyStatus copy(
            Connection control,
            SourceLog log,
            MigrationRecord record,
            Optional<AppliedPosition> applied,
            StatusReport.@Nullable SnapshotStatus snapshot)
            throws SQLException {
        if (record.phase().snapshotDone() || !RoleLock.isHeld(control, config.name(), Role.COPY)) {
            return null;
        }
        Optional<CopyState> found = new CopyStateStore(config.name()).read(control);
        if (found.isEmpty()) {
            return null;
        }
        CopyState state = found.get();
        return new StatusReport.CopyStatus(
                // One figure, whoever has published when; none while the copy is held.
                state.withEta(snapshot == null ? null : snapshot.outlook().left()),
                log.forecastOfCopy(
                                applied.isPresent() ? applied.get().position() : oldest(control, record),
                                applied.flatMap(StatusReader::age).orElse(state.oldestAge()),
                                state.eta())
                        .orElse(null));
    }

    /** Since the source was there; empty where that is not known. */
    private static Optional<Duration> age(AppliedPosition applied) {
        return Optional.ofNullable(applied.committedAt())
                .map(reached -> Duration.between(reached, Instant.now()))
                .map(age -> age.isNegative() ? Duration.ZERO : age);
    }

    /** Where the first chunks were read; null while none is copied, and where they are of several histories. */
    private @Nullable SourcePosition oldest(Connection control, MigrationRecord record) throws SQLException {
        return CopiedSpan.smallest(new ChunkLedger(config.name())
                        .read(control, record.plan().catalog().database()))
                .orElse(null);
    }

    private List<StatusReport.TableStatus> tables(
            Connection control, MigrationRecord record, StatusReport.@Nullable SnapshotStatus snapshot, Proofs proofs)
            throws SQLException {
        Map<TableName, List<Chunk>> chunks = new ChunkLedger(config.name())
                .read(control, record.plan().catalog().database()).stream()
                        .collect(Collectors.groupingBy(Chunk::table));
        Map<String, RunningTable> running = snapshot == null
                ? Map.of()
                : snapshot.running().stream().collect(Collectors.toMap(RunningTable::table, Function.identity()));
        return record.plan().tables().stream()
                .map(table -> table.source().name())
                .map(name -> table(
                        record,
                        name.name(),
                        chunks.getOrDefault(name, List.of()),
                        running.get(name.name()),
                        snapshot != null,
                        proofs.of(name.name())))
                .toList();
    }

    /**
     * @param running null when a snapshot is not at this table now
     * @param told whether a snapshot tells which tables it is at
     */
    private static StatusReport.TableStatus table(
            MigrationRecord record,
            String name,
            List<Chunk> chunks,
            @Nullable RunningTable running,
            boolean told,
            StatusReport.@Nullable TableProof proof) {
        int done = (int) chunks.stream().filter(Chunk::done).count();
        long rows = chunks.stream().mapToLong(Chunk::rows).sum();
        long bytes = chunks.stream().mapToLong(Chunk::bytes).sum();
        return new StatusReport.TableStatus(
                name,
                running == null ? phase(record, chunks.size(), done, told) : running.phase(),
                running == null ? rows : Math.max(rows, running.rows()),
                chunks.stream().mapToLong(Chunk::expectedRows).sum(),
                running == null ? bytes : Math.max(bytes, running.bytes()),
                done,
                chunks.size(),
                running == null ? null : running.rowsPerSecond(),
                running == null ? null : running.eta(),
                proof);
    }

    private static String phase(MigrationRecord record, int chunks, int done, boolean told) {
        if (record.phase().snapshotDone()) {
            return "done";
        }
        if (done < chunks) {
            return done == 0 || told ? "waiting" : "copy";
        }
        return "copied";
    }
}
