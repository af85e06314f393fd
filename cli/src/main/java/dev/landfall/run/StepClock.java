package dev.landfall.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Wall-clock time per step, one after another. One thread, but for {@link #current}. */
final class StepClock {
    private final List<SnapshotReceipt.Step> steps = new ArrayList<>();
    private final Progress progress;
    private volatile String current = "";
    private long since;

    StepClock(Progress progress) {
        this.progress = progress;
    }

    /** Ends the step before, if there is one. */
    void begin(String step) {
        end();
        current = step;
        since = System.nanoTime();
        progress.phase(step);
    }

    void end() {
        if (!current.isEmpty()) {
            steps.add(new SnapshotReceipt.Step(current, Duration.ofNanos(System.nanoTime() - since)));
            current = "";
        }
    }

    /** The step that is under way; empty between two. */
    String current() {
        return current;
    }

    List<SnapshotReceipt.Step> steps() {
        return List.copyOf(steps);
    }
}
