package dev.landfall.run;

import dev.landfall.apply.CopiedRanges;
import dev.landfall.config.MigrationConfig;
import dev.landfall.throttle.StreamOrderStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Follows the source from where the target is, as the only stream of its migration. */
public final class StreamRun {
    private final Servers servers;
    private final MigrationConfig config;
    private final String migration;
    private final Progress progress;
    private final AtomicBoolean stopRequested;

    public StreamRun(Servers servers, MigrationConfig config, Progress progress, AtomicBoolean stopRequested) {
        this.servers = servers;
        this.config = config;
        this.migration = config.name();
        this.progress = progress;
        this.stopRequested = stopRequested;
    }

    /** @param accepted a schema change that somebody has looked at; null for none */
    @SuppressWarnings("try") // the role is held by being open
    public StreamReceipt run(StreamUntil until, @Nullable AcceptedDdl accepted)
            throws SQLException, InterruptedException {
        try (RoleLock role = RoleLock.acquire(servers.target(), migration, Role.STREAM);
                Connection control = servers.target().connect()) {
            Servers named = servers.streaming(migration);
            LeftoverSessions.end(control, named.target());
            MigrationRecord record = Records.afterSnapshot(control, migration);
            MigrationStore.upgrade(control);
            RuleDrift.report(record, config, progress);
            SchemaStep schema = new SchemaStep(named, migration, record.selection(), accepted, progress, stopRequested);
            return new StreamLoop(
                            named,
                            migration,
                            record.plan(),
                            CopiedRanges.NONE,
                            progress,
                            stopRequested,
                            schema,
                            new StreamOrderStore(migration))
                    .run(until.caughtUp() ? SourceHead.position(servers.source()) : until.position());
        }
    }
}
