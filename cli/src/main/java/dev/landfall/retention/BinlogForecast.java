package dev.landfall.retention;

import dev.landfall.setting.DataSizes;
import dev.landfall.setting.Durations;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the binary log is kept until it is no longer needed.
 *
 * @param age of the oldest position that is needed; its file has had its last event no earlier
 * @param eta when it will not be needed any more; null while that cannot be told
 * @param untilFull when {@link BinlogKeeping#totalBytes} will be reached, as fast as the binary log has grown since that
 *     position; null where there is no such limit, and while that cannot be told
 */
public record BinlogForecast(
        BinlogKeeping keeping,
        Reader reader,
        Duration age,
        @Nullable Duration eta,
        @Nullable Duration untilFull) {
    private static final int SHORT_ETAS = 2;
    /** Less than a fifth of the whole time is left. */
    private static final int SHORT_LEFTS = 4;

    private static final long HOUR_SECONDS = 3_600;
    /** The server takes no more: 99 days. */
    private static final long MAX_SECONDS = 99 * 86_400;

    /** Who needs the binary log. */
    public enum Reader {
        /** It ages by as much as the copy takes, so that its age alone says nothing. */
        COPY("has to start from", "the copy needs about %s more") {
            @Override
            boolean falls(Duration age, Duration left) {
                return false;
            }
        },
        /** A stream keeps up, or something is wrong: a lag of half the time that is left may well become the whole. */
        STREAM("still needs", "the stream needs about %s to catch up") {
            @Override
            boolean falls(Duration age, Duration left) {
                return age.multipliedBy(2).compareTo(left) > 0;
            }
        };

        private final String what;
        private final String need;

        Reader(String what, String need) {
            this.what = what;
            this.need = need;
        }

        abstract boolean falls(Duration age, Duration left);
    }

    /** How soon somebody has to act. */
    public enum Urgency {
        NONE,
        /** Less than twice the time that is needed is left, or a stream is far behind. */
        SOON,
        /** Less than a fifth of the time that it is kept is left. */
        NOW
    }

    /** Empty when the source keeps its binary log for ever, or when it cannot be told for how long. */
    public static Optional<BinlogForecast> of(
            BinlogKeeping keeping, Reader reader, Duration age, @Nullable Duration eta, @Nullable Duration untilFull) {
        return keeping.expires() || untilFull != null
                ? Optional.of(new BinlogForecast(keeping, reader, age, eta, untilFull))
                : Optional.empty();
    }

    /** How long the file of the oldest position is kept at least; zero when it may be purged any moment. */
    public Duration left() {
        Duration full = untilFull;
        if (full != null && isBySize()) {
            return full;
        }
        Duration left = keeping.retention().minus(age);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private boolean isBySize() {
        return untilFull != null
                && (!keeping.expires()
                        || untilFull.compareTo(keeping.retention().minus(age)) < 0);
    }

    public Urgency urgency() {
        Duration left = left();
        if (left.multipliedBy(SHORT_LEFTS).compareTo(age) < 0) {
            return keeping.isHeldBack() ? Urgency.SOON : Urgency.NOW;
        }
        boolean late = eta != null && left.compareTo(eta.multipliedBy(SHORT_ETAS)) < 0;
        return late || reader.falls(age, left) ? Urgency.SOON : Urgency.NONE;
    }

    /** What is going to happen, and the statement that prevents it. */
    public String warning() {
        String when = left().isZero() ? "any moment" : "in " + Durations.text(left());
        String need = eta == null ? "" : ", and " + String.format(reader.need, Durations.text(eta));
        return "The source may purge the binary log that the stream " + reader.what + " " + when + " (" + limit() + ")"
                + need + "." + heldBack() + " To keep it, run on the source: " + remedy() + size();
    }

    private String limit() {
        return isBySize()
                ? "max_binlog_total_size is " + DataSizes.text(keeping.totalBytes())
                : "binlog_expire_logs_seconds is " + keeping.retention().toSeconds();
    }

    private String remedy() {
        return isBySize()
                ? "SET GLOBAL max_binlog_total_size = 0."
                : "SET GLOBAL binlog_expire_logs_seconds = " + enoughSeconds() + ".";
    }

    private String size() {
        return !keeping.isLimited() || isBySize()
                ? ""
                : " It is purged earlier where the binary log grows beyond max_binlog_total_size ("
                        + DataSizes.text(keeping.totalBytes()) + "): SET GLOBAL max_binlog_total_size = 0.";
    }

    private String heldBack() {
        return keeping.isHeldBack()
                ? " It waits with that while fewer than " + keeping.replicasNeeded()
                        + " reader(s) of its binary log are connected (slave_connections_needed_for_purge)."
                : "";
    }

    /** Twice of what it is, or three times of what is still needed: whole hours. */
    private long enoughSeconds() {
        Duration needed = age.plus(eta == null ? Duration.ZERO : eta.multipliedBy(3));
        long seconds = Math.max(needed.toSeconds(), keeping.retention().toSeconds() * 2);
        return Math.min(MAX_SECONDS, (seconds + HOUR_SECONDS - 1) / HOUR_SECONDS * HOUR_SECONDS);
    }
}
