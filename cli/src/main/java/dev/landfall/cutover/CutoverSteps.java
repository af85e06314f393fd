package dev.landfall.cutover;

import dev.landfall.run.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Wall-clock time of the cutover's steps. Not thread-safe. */
final class CutoverSteps {
    private final List<CutoverReceipt.Step> steps = new ArrayList<>();
    private final Progress progress;

    CutoverSteps(Progress progress) {
        this.progress = progress;
    }

    interface Work<T> {
        T run() throws Exception;
    }

    <T> T time(String name, Work<T> work) throws Exception {
        progress.phase(name);
        long startedAt = System.nanoTime();
        T result = work.run();
        add(name, Duration.ofNanos(System.nanoTime() - startedAt));
        return result;
    }

    /** A step in several parts is one step. */
    private void add(String name, Duration took) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).name().equals(name)) {
                steps.set(i, new CutoverReceipt.Step(name, steps.get(i).took().plus(took)));
                return;
            }
        }
        steps.add(new CutoverReceipt.Step(name, took));
    }

    List<CutoverReceipt.Step> all() {
        return List.copyOf(steps);
    }
}
