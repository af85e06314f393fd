package dev.landfall.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Wall-clock time per step, one after another. Not thread-safe. */
final class StepClock {
    private final List<SnapshotReceipt.Step> steps = new ArrayList<>();
    private final Progress progress;
    private String current = "";
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

    List<SnapshotReceipt.Step> steps() {
        return List.copyOf(steps);
    }
}
