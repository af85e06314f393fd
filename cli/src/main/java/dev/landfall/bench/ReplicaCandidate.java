package dev.landfall.bench;

import dev.landfall.embedded.EmbeddedMariaDb;
import java.util.List;

/** MariaDB's own replica, a fresh one each time; what it starts with is the template's rows. */
record ReplicaCandidate(String name, int threads, BenchServers servers, StreamData data, Backlog backlog)
        implements Candidate {
    /** Beside those that the source has. It keeps no binary log, which would be work that nobody else does. */
    private static final List<String> SETTINGS =
            List.of("server-id=2", "skip-log-bin", "slave_parallel_mode=optimistic");

    @Override
    public Trial prepare() throws Exception {
        EmbeddedMariaDb server = BenchServers.another(SETTINGS);
        try {
            data.create(server);
            Replica replica = new Replica(server, backlog);
            replica.follow(servers.mariaDb(), threads);
            return replica;
        } catch (Exception e) {
            server.close();
            throw e;
        }
    }
}
