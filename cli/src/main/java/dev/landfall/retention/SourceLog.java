package dev.landfall.retention;

import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.retention.BinlogForecast.Reader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The source's binary log at one moment: where it ends, what files it has, and how they are kept. */
public final class SourceLog {
    private static final int SPECIFIC_ACCESS_DENIED = 1227;
    /** In less time, a single large transaction would be taken for the rate. */
    private static final Duration TELLING = Duration.ofMinutes(1);

    private final SourcePosition head;
    private final LogFiles files;
    private final BinlogKeeping keeping;

    SourceLog(SourcePosition head, LogFiles files, BinlogKeeping keeping) {
        this.head = head;
        this.files = files;
        this.keeping = keeping;
    }

    public static SourceLog read(Connection source) throws SQLException {
        SourcePosition head = head(source);
        return new SourceLog(head, files(source), BinlogKeeping.read(source));
    }

    /** The same a moment later, for a fraction of the cost. @param settings whether they are read again, too */
    public SourceLog later(Connection source, boolean settings) throws SQLException {
        SourcePosition now = head(source);
        return new SourceLog(
                now,
                files.endsWith(now.file()) ? files : files(source),
                settings ? BinlogKeeping.read(source) : keeping);
    }

    /** The GTIDs first: nothing of them is behind the place that is read afterwards. */
    private static SourcePosition head(Connection source) throws SQLException {
        try (Statement statement = source.createStatement()) {
            GtidSet gtids;
            try (ResultSet row = statement.executeQuery("SELECT @@global.gtid_binlog_pos")) {
                row.next();
                gtids = GtidSet.parse(row.getString(1));
            }
            try (ResultSet row = statement.executeQuery("SHOW MASTER STATUS")) {
                return row.next()
                        ? new SourcePosition(gtids, row.getString(1), row.getLong(2))
                        : new SourcePosition(gtids, "", 0);
            } catch (SQLException e) {
                return new SourcePosition(gtids, unlessDenied(e, ""), 0);
            }
        }
    }

    private static LogFiles files(Connection source) throws SQLException {
        try {
            return LogFiles.read(source);
        } catch (SQLException e) {
            return unlessDenied(e, new LogFiles(List.of()));
        }
    }

    /** Bytes cannot be told to a user without BINLOG MONITOR; everything else can. */
    private static <T> T unlessDenied(SQLException e, T unknown) throws SQLException {
        if (e.getErrorCode() != SPECIFIC_ACCESS_DENIED) {
            throw e;
        }
        return unknown;
    }

    public BinlogKeeping keeping() {
        return keeping;
    }

    /** Where it ends. */
    public SourcePosition position() {
        return head;
    }

    public GtidSet head() {
        return head.gtids();
    }

    /** From a position to the end, 0 when everything is contained in it; null when that cannot be told. */
    public @Nullable Long bytesSince(SourcePosition position) {
        if (position.contains(head)) {
            return 0L;
        }
        OptionalLong bytes = files.bytes(position.file(), position.offset(), head.file(), head.offset());
        return bytes.isPresent() ? bytes.getAsLong() : null;
    }

    /**
     * @param age how long ago the position was reached by the source; zero when it has gone no further
     * @param eta when a stream will have caught up; null while that cannot be told
     * @param connected whether a stream is: with the first reader the source may begin to purge
     */
    public Optional<BinlogForecast> forecast(
            SourcePosition position, Duration age, @Nullable Duration eta, boolean connected) {
        return BinlogForecast.of(
                connected ? keeping.withStream() : keeping, Reader.STREAM, age, eta, untilFull(position, age));
    }

    /**
     * @param oldest from where a stream will have to start; null when that is not known
     * @param age of that position at the most
     * @param eta when a stream can start; null while that cannot be told
     */
    public Optional<BinlogForecast> forecastOfCopy(
            @Nullable SourcePosition oldest, Duration age, @Nullable Duration eta) {
        return BinlogForecast.of(keeping, Reader.COPY, age, eta, oldest == null ? null : untilFull(oldest, age));
    }

    /** The file of the position goes with all that is in front of it. */
    private @Nullable Duration untilFull(SourcePosition position, Duration age) {
        Long bytes = bytesSince(position);
        if (!keeping.isLimited() || bytes == null || bytes == 0 || age.compareTo(TELLING) < 0) {
            return null;
        }
        long room = Math.max(0, keeping.totalBytes() - bytes - position.offset());
        return Duration.ofSeconds((long) ((double) room / bytes * age.toSeconds()));
    }
}
