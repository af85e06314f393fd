package dev.landfall.verify;

/**
 * The method for a table's next range. By itself it begins with {@link Method#ROWS}; where rows come in so slowly that the
 * network must be what holds them back, one range shows whether {@link Method#CHECKSUMS} is faster. Thread-safe.
 */
final class MethodChoice {
    /** A gigabit network brings several times as much. */
    private static final double SLOW_BYTES_PER_SECOND = 20_000_000;
    /** Fewer say nothing about the speed. */
    private static final long TELLING_ROWS = 5_000;
    /** With more of them, policies change so much that hashes of what the source has are of no use. */
    private static final int MOST_FALSE_ALARMS = 2;

    private Method method;
    private boolean slow;
    private double rowsPerNano;
    private double checksumsPerNano;
    private int falseAlarms;

    MethodChoice(Method asked) {
        this.method = asked;
    }

    /** @return never {@link Method#AUTO} */
    synchronized Method next() {
        if (method != Method.AUTO) {
            return method;
        }
        return slow && checksumsPerNano == 0 ? Method.CHECKSUMS : Method.ROWS;
    }

    /** @param bytes that came in, of rows only */
    synchronized void tried(Method tried, long rows, long bytes, long nanos) {
        if (method != Method.AUTO || rows < TELLING_ROWS) {
            return;
        }
        double speed = (double) rows / Math.max(1, nanos);
        if (tried == Method.CHECKSUMS) {
            checksumsPerNano = speed;
        } else {
            rowsPerNano = speed;
            slow = bytes * 1e9 / Math.max(1, nanos) < SLOW_BYTES_PER_SECOND;
        }
        if (slow && checksumsPerNano > 0 && rowsPerNano > 0) {
            method = checksumsPerNano > rowsPerNano ? Method.CHECKSUMS : Method.ROWS;
        }
    }

    /** The hashes differed, the rows do not. */
    synchronized void falseAlarm() {
        falseAlarms++;
        if (method == Method.AUTO && falseAlarms >= MOST_FALSE_ALARMS) {
            method = Method.CHECKSUMS;
        }
    }
}
