package dev.landfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cli.Main;
import dev.landfall.source.SourceDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamBenchCommandIT {
    @Test
    void everyCandidateMovesEverything() {
        // Given
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<ProcessHandle> before = ProcessHandle.current().children().toList();

        // When
        int exitCode = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Map.of(),
                "bench",
                "stream",
                "--transactions",
                "303",
                "--rows",
                "200",
                "--lag",
                "1",
                "--repeat",
                "1");

        // Then
        assertThat(exitCode).as("%s%s", out, err).isZero();
        assertThat(out.toString())
                .startsWith("MEASURED: 4 tables, 303 transactions, 1,212 row changes, 1 round.\n")
                .containsPattern("\ncandidate +seconds +min - max +CPU +row changes/s +landfall's speed / its\n-+\n"
                        + "decode +\\d.*\ndebezium engine +\\d.*\nreplica +\\d.*\nreplica, parallel +\\d.*\ndebezium jdbc sink +\\d.*\ndebezium jdbc sink, tuned +\\d.*\n"
                        + "landfall, noting changes +\\d.*\nlandfall +\\d")
                .containsPattern("\nmedian +\\d.*\n95th percentile +\\d.*\n99th percentile +\\d.*\nlongest +\\d")
                .containsPattern("\nwriter: 4 sessions, \\d+ transactions/s");
        assertThat(ProcessHandle.current().children()).isSubsetOf(before);
    }

    @Test
    void whatTheWriterLeavesBehindDependsOnTheSeedAlone() throws Exception {
        try (BenchServers servers = BenchServers.start()) {
            // Given
            SourceDatabase source = new SourceDatabase(servers.source(BenchServers.DATABASE));

            // When
            TableSums first = written(servers, source, 1, StatementSession::new);
            TableSums second = written(servers, source, 1, StatementSession::new);
            TableSums inOneRoundTrip = written(servers, source, 1, CompoundSession::new);
            TableSums other = written(servers, source, 2, CompoundSession::new);

            // Then
            assertThat(first.differing(second)).isEmpty();
            assertThat(first.differing(inOneRoundTrip)).isEmpty();
            assertThat(first.differing(other)).contains("sbtest1 has other values", "sbtest4 has other values");
            assertThat(other.byTable().values()).extracting(TableSums.Sum::rows).containsOnly(100L);
        }
    }

    private static TableSums written(BenchServers servers, SourceDatabase source, long seed, WriteSession.Kind kind)
            throws Exception {
        new StreamData(100).create(servers.mariaDb());
        new WriteLoad(source, 100, seed, kind).run(50);
        try (Connection connection = source.connect()) {
            TableSums sums = TableSums.ofMariaDb(connection);
            BenchData.execute(connection, "DROP DATABASE " + BenchServers.DATABASE);
            return sums;
        }
    }
}
