package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.SourceTable;
import dev.landfall.event.ChangeEvent;
import dev.landfall.event.ChangeEvents;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.event.SourceTransaction;
import dev.landfall.failure.MigrationException;
import dev.landfall.source.SourceConfig;
import dev.landfall.source.SourceDatabase;
import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the stream's tests do again and again with a source database. */
final class StreamFixture {
    /** A test that waits longer for the stream has failed. */
    private static final Duration LIMIT = Duration.ofSeconds(180);

    private final TestSourceDatabase database;

    StreamFixture(TestSourceDatabase database) {
        this.database = database;
    }

    /** Where the source is now. */
    SourcePosition position() throws SQLException {
        List<String> status = database.query("SHOW MASTER STATUS").get(0);
        GtidSet gtids = GtidSet.parse(String.valueOf(database.value("SELECT @@gtid_binlog_pos")));
        long server = Long.parseLong(String.valueOf(database.value("SELECT @@server_id")));
        return new SourcePosition(gtids, server, status.get(0), Long.parseLong(status.get(1)));
    }

    /** All tables of the database, or those named. */
    List<SourceTable> tables(String... names) throws SQLException {
        try (Connection connection = new SourceDatabase(database.config()).connect()) {
            return new CatalogReader(connection, database.name())
                    .read().tables().stream()
                            .filter(table -> names.length == 0
                                    || List.of(names).contains(table.name().name()))
                            .toList();
        }
    }

    ChangeStream open(SourcePosition from, List<SourceTable> tables) {
        return open(database.config(), from, tables);
    }

    static ChangeStream open(SourceConfig config, SourcePosition from, List<SourceTable> tables) {
        return DebeziumChangeStream.open(new StreamRequest(config, "test", tables, from));
    }

    /** Everything up to a position; fails when the stream does not get there. */
    static List<SourceTransaction> takeUntil(ChangeStream stream, GtidSet target) throws InterruptedException {
        List<SourceTransaction> taken = new ArrayList<>();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (taken.isEmpty() || !taken.get(taken.size() - 1).end().gtids().contains(target)) {
            assertThat(System.nanoTime())
                    .as("reached %s, taken %s", target, taken)
                    .isLessThan(end);
            taken.addAll(stream.take(100, Duration.ofMillis(200)));
        }
        taken.forEach(StreamFixture::assertAllThatWasRead);
        return taken;
    }

    /** The reader counts before anything is decoded, put together or spilled. */
    private static void assertAllThatWasRead(SourceTransaction transaction) {
        assertThat(transaction.events().counts())
                .as("read of %s", transaction.gtid())
                .hasToString(ChangeEvents.of(List.copyOf(transaction.events()))
                        .counts()
                        .toString());
    }

    /** What a new stream gives from a position until now. */
    List<SourceTransaction> takeAll(SourcePosition from, List<SourceTable> tables)
            throws SQLException, InterruptedException {
        GtidSet target = position().gtids();
        try (ChangeStream stream = open(from, tables)) {
            return takeUntil(stream, target);
        }
    }

    /** Runs the statements and gives what a stream of all tables makes of them. */
    List<ChangeEvent> eventsOf(String... sql) throws SQLException, InterruptedException {
        SourcePosition from = position();
        List<SourceTable> tables = tables();
        database.execute(sql);
        return events(takeAll(from, tables));
    }

    /** What came before the failure, and the failure. */
    record Outcome(List<ChangeEvent> events, MigrationException failure) {}

    static Outcome takeUntilFailure(ChangeStream stream) throws InterruptedException {
        List<SourceTransaction> taken = new ArrayList<>();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            assertThat(System.nanoTime()).as("failed, taken %s", taken).isLessThan(end);
            try {
                taken.addAll(stream.take(100, Duration.ofMillis(200)));
            } catch (MigrationException e) {
                return new Outcome(events(taken), e);
            }
        }
    }

    static List<ChangeEvent> events(List<SourceTransaction> transactions) {
        return transactions.stream()
                .flatMap(transaction -> transaction.events().stream())
                .toList();
    }
}
