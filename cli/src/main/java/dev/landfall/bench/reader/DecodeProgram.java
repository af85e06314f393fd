package dev.landfall.bench.reader;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.SourceTable;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourceTransaction;
import dev.landfall.source.SourceDatabase;
import dev.landfall.stream.ChangeStream;
import dev.landfall.stream.DebeziumChangeStream;
import dev.landfall.stream.StreamRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Our change stream with nobody behind it: how fast applying could be at the most. */
public final class DecodeProgram {
    /** As many as the stream hands out anyway. */
    private static final int BATCH = 1_000;

    /** Nothing for so long, in the middle of a backlog, means that nothing will come. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private DecodeProgram() {}

    /** Takes its {@link ReaderTask} from the environment. */
    public static void main(String[] arguments) {
        Ending.after(() -> decode(ReaderTask.of(System.getenv())));
    }

    /** Leaves the stream open. */
    private static void decode(ReaderTask task) throws Exception {
        ChangeStream stream = DebeziumChangeStream.open(
                new StreamRequest(task.source(), "bench", tables(new SourceDatabase(task.source())), task.from()));
        GtidSet reached = task.from().gtids();
        long changes = 0;
        while (!reached.contains(task.head())) {
            List<SourceTransaction> transactions = stream.take(BATCH, PATIENCE);
            if (transactions.isEmpty()) {
                throw new IllegalStateException("nothing comes any more, after " + changes + " row changes");
            }
            for (SourceTransaction transaction : transactions) {
                try (transaction) {
                    changes += transaction.events().size();
                    reached = transaction.end().gtids();
                }
            }
        }
        if (changes != task.changes()) {
            throw new IllegalStateException("read " + changes + " of " + task.changes() + " row changes");
        }
    }

    private static List<SourceTable> tables(SourceDatabase source) throws SQLException {
        try (Connection connection = source.connect()) {
            return new CatalogReader(connection, source.config().database())
                    .read()
                    .tables();
        }
    }
}
