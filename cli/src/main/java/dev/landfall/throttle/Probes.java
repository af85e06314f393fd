package dev.landfall.throttle;

import dev.landfall.source.SourceConfig;
import dev.landfall.source.SourceDatabase;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.TargetDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Asks the servers what limits are about, over sessions that are open while they are needed. One thread; it closes them. */
public final class Probes implements AutoCloseable {
    private final ProbeSession source;
    private final ProbeSession target;
    private final List<NamedReplica> replicas;
    private final WalRate walRate;
    private @Nullable SourceVitals latest;

    private record NamedReplica(Replica name, ProbeSession session) {}

    public Probes(SourceDatabase source, List<Replica> replicas, TargetDatabase target, LongSupplier nanoClock) {
        this.source = new ProbeSession(source::connect);
        this.target = new ProbeSession(target::connect);
        this.replicas = replicas.stream()
                .map(replica -> new NamedReplica(replica, new ProbeSession(beside(source.config(), replica)::connect)))
                .toList();
        this.walRate = new WalRate(nanoClock);
    }

    /** Without a database: a replica need not have this one. */
    private static SourceDatabase beside(SourceConfig source, Replica replica) {
        return new SourceDatabase(
                new SourceConfig(replica.host(), replica.port(), "", source.user(), source.password(), source.tls()));
    }

    /** An answer for each, if only that there is none. Takes as long as the servers do. */
    public Map<Limit, Reading> read(Set<Limit> wanted) {
        closeUnused(wanted);
        Map<Limit, Reading> readings = new EnumMap<>(Limit.class);
        wanted.forEach(limit -> readings.put(limit, read(limit)));
        return readings;
    }

    private Reading read(Limit limit) {
        return switch (limit) {
            case THREADS_RUNNING -> source.read(connection -> status(connection, "source/threads_running.sql"));
            case HISTORY_LENGTH -> source.read(connection -> status(connection, "source/history_length.sql"));
            case REPLICA_LAG -> replicaLag();
            case TARGET_REPLICA_LAG -> target.read(ReplicaLag::ofTarget);
            case WAL_PER_SECOND -> target.read(walRate::read);
            case ROWS_PER_SECOND, BYTES_PER_SECOND, MAX_SHARE ->
                throw new IllegalArgumentException(limit + " is not probed");
        };
    }

    private static Reading status(Connection connection, String file) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.load(file))) {
            return row.next()
                    ? new Reading.Measured(row.getLong(2))
                    : new Reading.Unreadable("the server does not know it");
        }
    }

    private Reading replicaLag() {
        List<Reading> all = new ArrayList<>();
        try {
            source.ask(ReplicaLag::ofServer).ifPresent(all::add);
        } catch (ProbeSession.Failed e) {
            all.add(new Reading.Unreadable(e.why()));
        }
        replicas.forEach(replica -> all.add(lag(replica)));
        return all.isEmpty()
                ? new Reading.Unreadable("the source is no replica, and snapshot.replicas names none")
                : ReplicaLag.worst(all);
    }

    private static Reading lag(NamedReplica replica) {
        try {
            Optional<Reading> lag = replica.session().ask(ReplicaLag::ofServer);
            return lag.orElseGet(() -> new Reading.Unreadable(replica.name() + " is no replica"));
        } catch (ProbeSession.Failed e) {
            return new Reading.Unreadable(replica.name() + ": " + e.why());
        }
    }

    /** What a snapshot tells about the source whether there are limits or not; empty when it cannot be had. */
    public Optional<SourceVitals> vitals() {
        SourceVitals before = latest;
        try {
            SourceVitals now = source.ask(connection -> SourceVitals.read(connection, before));
            latest = now;
            return Optional.of(now);
        } catch (ProbeSession.Failed e) {
            latest = null;
            return Optional.empty();
        }
    }

    private void closeUnused(Set<Limit> wanted) {
        if (!wanted.contains(Limit.WAL_PER_SECOND)) {
            walRate.forget();
            if (!wanted.contains(Limit.TARGET_REPLICA_LAG)) {
                target.close();
            }
        }
        if (!wanted.contains(Limit.REPLICA_LAG)) {
            replicas.forEach(replica -> replica.session().close());
        }
    }

    @Override
    public void close() {
        source.close();
        closeUnused(Set.of());
    }
}
