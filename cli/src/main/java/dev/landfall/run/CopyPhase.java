package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.TableDefinitions;
import dev.landfall.catalog.TableName;
import dev.landfall.config.MigrationConfig;
import dev.landfall.event.SourcePosition;
import dev.landfall.forecast.SnapshotForecast;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.snapshot.SnapshotSession;
import dev.landfall.snapshot.SnapshotSessions;
import dev.landfall.stream.BinlogReach;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Copies what is not copied yet, by several workers with a read view each. */
final class CopyPhase {
    private final Servers servers;
    private final MigrationConfig config;
    private final MigrationPlan plan;
    private final SnapshotWatch.Reins reins;
    private final SnapshotForecast forecast;
    private final ChunkCopier copier;
    private final Set<SourcePosition> readAt = new HashSet<>();

    CopyPhase(
            Servers servers,
            MigrationConfig config,
            MigrationPlan plan,
            Progress progress,
            SnapshotForecast forecast,
            CopyProgress counted,
            SnapshotWatch.Reins reins) {
        this.servers = servers;
        this.config = config;
        this.plan = plan;
        this.reins = reins;
        this.forecast = forecast;
        this.copier = new ChunkCopier(servers, config, plan, reins.throttle(), counted, progress);
    }

    /** @param watch is told from where a stream will have to start */
    void run(List<Chunk> chunks, SnapshotWatch watch) throws Exception {
        List<Chunk> waiting = chunks.stream().filter(chunk -> !chunk.done()).toList();
        List<Chunk> pending = CopyOrder.of(waiting, copier::isAwaited, this::work);
        chunks.stream().map(Chunk::position).filter(Objects::nonNull).forEach(readAt::add);
        Optional<SourcePosition> oldest = CopiedSpan.smallest(chunks);
        oldest.ifPresent(watch::startsFrom);
        boolean first = pending.size() == chunks.size();
        while (!pending.isEmpty()) {
            reins.views().awaitLeave();
            requireOneHistory();
            List<Chunk> left = copy(pending, first, watch);
            first = first && left.equals(pending);
            pending = left;
        }
        copier.throwIfRefused();
    }

    /** A server that lacks what was copied already has given the same numbers to other transactions, or will. */
    private void requireOneHistory() {
        if (!readAt.isEmpty()) {
            BinlogReach.require(servers.source(), CopiedSpan.of(readAt, plan).greatest());
        }
    }

    private double work(Chunk chunk) {
        TablePlan table = copier.plan(chunk);
        double rows = chunk.expectedRows();
        return Efforts.shape(table).units(rows, rows * ChunkPlanner.bytesPerRow(table));
    }

    /**
     * Until all are copied, or until the read views have to be closed.
     *
     * @param first whether nothing was copied before, at another position
     * @return what is left
     */
    private List<Chunk> copy(List<Chunk> pending, boolean first, SnapshotWatch watch) throws Exception {
        // Before the read views, or what happens between the two would be taken for what they show.
        TableDefinitions shown = definitions(pending);
        List<SnapshotSession> sessions = SnapshotSessions.open(
                servers.source(), Math.min(config.snapshot().workers(), mostChunks(pending)));
        try {
            List<SourcePosition> positions =
                    sessions.stream().map(SnapshotSession::position).toList();
            readAt.addAll(positions);
            CopyQueue queue = new CopyQueue(pending, plan, positions);
            reins.views().opened(queue::clear);
            requirePlannedSchema(first);
            if (first) {
                positions.stream()
                        .filter(each -> positions.stream().allMatch(other -> other.contains(each)))
                        .findFirst()
                        .ifPresent(watch::startsFrom);
                EarlyWitness.place(servers, config.name(), plan);
            }
            if (!first || positions.stream().distinct().count() > 1) {
                forecast.uncounted(SnapshotRun.ALIGNMENT);
            }
            work(queue, sessions, shown);
            return queue.left();
        } finally {
            for (SnapshotSession session : sessions) {
                session.close();
            }
            reins.views().closed();
        }
    }

    @SuppressWarnings("try") // the queue hears by having joined
    private void work(CopyQueue queue, List<SnapshotSession> sessions, TableDefinitions shown) throws Exception {
        try (Crew.Joined joined = reins.crew().join(queue::limit)) {
            Workers.run(
                    "copy",
                    sessions.size(),
                    queue,
                    worker -> open(sessions.get(worker), shown),
                    (taken, ends) -> copier.copy(queue, taken, ends));
        }
    }

    private TableDefinitions definitions(List<Chunk> pending) throws SQLException {
        Set<TableName> tables = pending.stream()
                .map(chunk -> copier.plan(chunk).source().storedIn())
                .collect(Collectors.toSet());
        try (Connection source = servers.source().connect()) {
            return TableDefinitions.of(source, tables);
        }
    }

    /**
     * The rows are taken apart as the plan describes them. What is changed from here on, after the read views, {@link ChunkEnds#read}
     * finds.
     *
     * @param first whether nothing was copied before
     */
    private void requirePlannedSchema(boolean first) throws SQLException {
        try (Connection source = servers.source().connect()) {
            SchemaDrift.requireNone(
                    plan, new CatalogReader(source, config.source().database()).read(), !first);
        }
    }

    private ChunkEnds open(SnapshotSession session, TableDefinitions shown) throws SQLException {
        Connection target = servers.target().connectForLong();
        try (Statement statement = target.createStatement()) {
            // What it writes is no other writer's.
            statement.execute("SET landfall.replicating = on");
            return new ChunkEnds(session, shown, target);
        } catch (SQLException e) {
            target.close();
            throw e;
        }
    }

    /** How many chunks may come of these: one of a large table may be cut. */
    private int mostChunks(List<Chunk> pending) {
        return pending.stream()
                        .anyMatch(chunk -> copier.plan(chunk).chunked() && ChunkPlanner.isLarge(copier.plan(chunk)))
                ? Integer.MAX_VALUE
                : pending.size();
    }
}
