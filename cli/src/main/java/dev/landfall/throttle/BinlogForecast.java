package dev.landfall.throttle;

import dev.landfall.setting.DataSizes;
import dev.landfall.setting.Durations;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the binary log is kept until the copy is done: the stream starts at the snapshot's oldest position.
 *
 * @param retention how long the source keeps a binary log file after its last event
 * @param age of the snapshot's oldest position; its file has had its last event no earlier
 * @param eta when the copy will be done; null while that cannot be told
 * @param totalBytes the size beyond which the source purges its oldest files whatever their age; 0 for none
 */
public record BinlogForecast(
        Duration retention, Duration age, @Nullable Duration eta, long totalBytes) {
    private static final int SHORT_SHARE = 5;
    private static final int SHORT_ETAS = 2;
    private static final long HOUR_SECONDS = 3_600;
    /** The server takes no more: 99 days. */
    private static final long MAX_SECONDS = 99 * 86_400;

    /** How soon somebody has to act. */
    public enum Urgency {
        NONE,
        /** Less than twice the time that the copy needs is left. */
        SOON,
        /** Less than a fifth of the retention is left. */
        NOW
    }

    /** Empty when the source keeps its binary log for ever. */
    public static Optional<BinlogForecast> of(SourceVitals vitals, Duration age, @Nullable Duration eta) {
        return vitals.binlogRetention().isZero()
                ? Optional.empty()
                : Optional.of(new BinlogForecast(vitals.binlogRetention(), age, eta, vitals.binlogTotalBytes()));
    }

    /** How long the file of the oldest position is kept at least; zero when it may be purged any moment. */
    public Duration left() {
        Duration left = retention.minus(age);
        return left.isNegative() ? Duration.ZERO : left;
    }

    public Urgency urgency() {
        if (left().compareTo(retention.dividedBy(SHORT_SHARE)) < 0) {
            return Urgency.NOW;
        }
        return eta != null && left().compareTo(eta.multipliedBy(SHORT_ETAS)) < 0 ? Urgency.SOON : Urgency.NONE;
    }

    /** What is going to happen, and the statement that prevents it. */
    public String warning() {
        String when = left().isZero() ? "any moment" : "in " + Durations.text(left());
        String need = eta == null ? "" : ", and the copy needs about " + Durations.text(eta) + " more";
        String size = totalBytes == 0
                ? ""
                : " It is purged earlier where the binary log grows beyond max_binlog_total_size ("
                        + DataSizes.text(totalBytes) + "): SET GLOBAL max_binlog_total_size = 0.";
        return "The source may purge the binary log that the stream has to start from " + when
                + " (binlog_expire_logs_seconds is " + retention.toSeconds() + ")" + need
                + ". To keep it, run on the source: SET GLOBAL binlog_expire_logs_seconds = " + enoughSeconds() + "."
                + size;
    }

    /** Twice of what it is, or three times of what the copy still needs: whole hours. */
    private long enoughSeconds() {
        Duration needed = age.plus(eta == null ? Duration.ZERO : eta.multipliedBy(3));
        long seconds = Math.max(needed.toSeconds(), retention.toSeconds() * 2);
        return Math.min(MAX_SECONDS, (seconds + HOUR_SECONDS - 1) / HOUR_SECONDS * HOUR_SECONDS);
    }
}
