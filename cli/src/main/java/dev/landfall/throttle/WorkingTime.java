package dev.landfall.throttle;

import java.time.Duration;

/**
 * How the workers of a verification have spent their time under a limit of their share, all of them together.
 *
 * @param worked on what they have waited for afterwards: without the last piece of each
 * @param waited for any reason, or with nothing to do
 */
public record WorkingTime(Duration worked, Duration waited) {
    public static final WorkingTime NONE = new WorkingTime(Duration.ZERO, Duration.ZERO);

    WorkingTime plus(long workedNanos, long waitedNanos) {
        return new WorkingTime(worked.plusNanos(workedNanos), waited.plusNanos(waitedNanos));
    }

    /** What has come since an earlier moment. */
    public WorkingTime since(WorkingTime earlier) {
        return new WorkingTime(worked.minus(earlier.worked), waited.minus(earlier.waited));
    }

    /** Whether there was no such limit, or too little work for it. */
    public boolean isNone() {
        return equals(NONE);
    }
}
