package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.event.SourcePosition;
import dev.landfall.failure.FailureCode;
import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Debezium's engine takes some exceptions of its handler for a reason to go on, with the batch after the one that failed. */
class RetriedExceptionIT {
    @Test
    @Failure(
            where = Where.OURSELVES,
            what = "an exception in the handler that Debezium's engine would answer by leaving out a batch",
            code = FailureCode.STREAM_FAILED,
            result = "the transactions before it arrive, nothing behind it does; the next run goes on")
    void nothingComesBehindAnExceptionOfTheHandler() throws Exception {
        try (TestSourceDatabase database = TestMariaDb.shared().createDatabase()) {
            StreamFixture fixture = new StreamFixture(database);
            database.execute("CREATE TABLE t (id INT)");
            SourcePosition from = fixture.position();
            for (int i = 1; i <= 9; i++) {
                database.execute("INSERT INTO t VALUES (" + i + ")");
            }
            StreamRequest request = new StreamRequest(database.config(), "test", fixture.tables(), from);
            CapturedTables tables = new CapturedTables(request.tables(), false);
            try (CaptureSession session = CaptureSession.open(request, tables);
                    DebeziumChangeStream stream = new DebeziumChangeStream(session, "test", failingOnce(session))) {
                stream.start();

                StreamFixture.Outcome outcome = StreamFixture.takeUntilFailure(stream);

                assertThat(outcome.events()).hasSize(4);
                assertThat(outcome.failure().code()).isEqualTo(FailureCode.STREAM_FAILED);
                assertThat(outcome.failure()).hasMessageContaining("only for now");
            }
        }
    }

    /** In the middle of the fifth transaction. */
    private static Consumer<SourceRecord> failingOnce(CaptureSession session) {
        AtomicInteger rows = new AtomicInteger();
        return record -> {
            session.assembler().accept(record);
            if (session.assembler().reading() == 1 && rows.incrementAndGet() == 5) {
                throw new RetriableException("only for now");
            }
        };
    }
}
