package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.catalog.CatalogReader;
import dev.landfall.config.MigrationConfig;
import dev.landfall.forecast.SnapshotForecast;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.snapshot.SnapshotSession;
import dev.landfall.snapshot.SnapshotSessions;
import dev.landfall.sql.SqlFile;
import dev.landfall.throttle.Throttle;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Copies what is not copied yet, by several workers with a read view each. */
final class CopyPhase {
    private final Servers servers;
    private final MigrationConfig config;
    private final MigrationPlan plan;
    private final Progress progress;
    private final Throttle throttle;
    private final SnapshotForecast forecast;
    private final ChunkCopier copier;

    CopyPhase(
            Servers servers,
            MigrationConfig config,
            MigrationPlan plan,
            Progress progress,
            SnapshotForecast forecast,
            CopyProgress counted) {
        this.servers = servers;
        this.config = config;
        this.plan = plan;
        this.progress = progress;
        this.throttle = new Throttle(config.snapshot().workers(), System::nanoTime);
        this.forecast = forecast;
        this.copier = new ChunkCopier(servers, config, plan, throttle, counted, progress);
    }

    @SuppressWarnings("try") // the watch watches by being open
    void run(List<Chunk> chunks) throws Exception {
        List<Chunk> pending =
                CopyOrder.of(chunks.stream().filter(chunk -> !chunk.done()).toList(), copier::isAwaited);
        if (pending.isEmpty()) {
            return;
        }
        List<SnapshotSession> sessions = SnapshotSessions.open(
                servers.source(), Math.min(config.snapshot().workers(), mostChunks(pending)));
        try {
            requirePlannedSchema();
            EarlyWitness.place(servers, config.name(), plan);
            CopyQueue queue = new CopyQueue(
                    pending,
                    plan,
                    sessions.stream().map(SnapshotSession::position).toList());
            boolean resumed = pending.size() < chunks.size();
            if (resumed
                    || sessions.stream()
                                    .map(SnapshotSession::position)
                                    .distinct()
                                    .count()
                            > 1) {
                forecast.uncounted(SnapshotRun.ALIGNMENT);
            }
            try (CopyWatch watch = CopyWatch.start(servers, config, throttle, queue, forecast, progress, resumed)) {
                Workers.run(
                        "copy",
                        sessions.size(),
                        queue,
                        worker -> open(sessions.get(worker)),
                        (taken, ends) -> copier.copy(queue, taken, ends));
            }
        } finally {
            for (SnapshotSession session : sessions) {
                session.close();
            }
        }
        copier.throwIfRefused();
    }

    /**
     * The rows are taken apart as the plan describes them. What is altered from here on, after the read views, MariaDB itself
     * refuses to read in them (ER_TABLE_DEF_CHANGED).
     */
    private void requirePlannedSchema() throws SQLException {
        try (Connection source = servers.source().connect()) {
            SchemaDrift.requireNone(
                    plan, new CatalogReader(source, config.source().database()).read());
        }
    }

    private ChunkEnds open(SnapshotSession session) throws SQLException {
        Connection target = servers.target().connect();
        try (Statement statement = target.createStatement()) {
            statement.execute(SqlFile.load("target/keep_session.sql"));
            // What it writes is no other writer's.
            statement.execute("SET landfall.replicating = on");
            return new ChunkEnds(session, target);
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
