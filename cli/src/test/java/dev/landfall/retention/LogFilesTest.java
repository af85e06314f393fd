package dev.landfall.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.retention.LogFiles.LogFile;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LogFilesTest {
    private static final LogFiles FILES =
            new LogFiles(List.of(new LogFile("log.8", 1_000), new LogFile("log.9", 1_000), new LogFile("log.10", 300)));
    private static final SourcePosition HEAD = new SourcePosition(GtidSet.parse("0-1-9"), "log.10", 500);

    @Test
    void bytesAreCountedWithinAFileAndOverFiles() {
        assertThat(FILES.bytes("log.10", 100, "log.10", 500)).isEqualTo(OptionalLong.of(400));
        assertThat(FILES.bytes("log.8", 900, "log.10", 500)).isEqualTo(OptionalLong.of(100 + 1_000 + 500));
    }

    @Test
    void whatIsInNoFileCannotBeTold() {
        assertThat(FILES.bytes("log.7", 4, "log.10", 500)).isEmpty();
        assertThat(FILES.bytes("log.8", 4, "log.11", 500)).isEmpty();
        assertThat(FILES.bytes("log.10", 4, "log.9", 500)).isEmpty();
    }

    @Test
    void nothingIsBehindOnceEverythingIsContained() {
        SourceLog log = new SourceLog(HEAD, FILES, new BinlogKeeping(Duration.ZERO, 0, 0, 0));

        // Events that are no transactions may have come behind it.
        assertThat(log.bytesSince(new SourcePosition(GtidSet.parse("0-1-9"), "log.9", 10)))
                .isZero();
        assertThat(log.bytesSince(new SourcePosition(GtidSet.parse("0-1-8"), "log.9", 10)))
                .isEqualTo(990 + 500);
        assertThat(log.bytesSince(new SourcePosition(GtidSet.parse("0-1-8"), "other.1", 10)))
                .isNull();
    }

    @Test
    void aLimitOfSizeIsForecastByHowTheLogHasGrown() {
        SourceLog log = new SourceLog(HEAD, FILES, new BinlogKeeping(Duration.ZERO, 3_010, 0, 0));
        SourcePosition applied = new SourcePosition(GtidSet.parse("0-1-8"), "log.9", 10);

        // 1,490 bytes in one hour, and room for 3,010 - 1,490 - 10 more.
        assertThat(log.forecast(applied, Duration.ofHours(1), null, true)
                        .orElseThrow()
                        .left())
                .isEqualTo(Duration.ofSeconds(3_648));
        assertThat(log.forecast(applied, Duration.ofSeconds(5), null, true)).isEmpty();
    }

    @Test
    void aStreamIsAReaderThatTheSourceWaitsFor() {
        SourceLog log = new SourceLog(HEAD, FILES, new BinlogKeeping(Duration.ofHours(1), 0, 1, 0));
        SourcePosition applied = new SourcePosition(GtidSet.parse("0-1-8"), "log.9", 10);

        assertThat(log.forecast(applied, Duration.ofHours(2), null, true)
                        .orElseThrow()
                        .urgency())
                .isEqualTo(BinlogForecast.Urgency.NOW);
        assertThat(log.forecast(applied, Duration.ofHours(2), null, false)
                        .orElseThrow()
                        .urgency())
                .isEqualTo(BinlogForecast.Urgency.SOON);
    }
}
