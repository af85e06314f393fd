package dev.landfall.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which program took how much of the processors in the last seconds. One thread. */
final class ProcessorWatch {
    private final Map<String, ProcessHandle> programs = new LinkedHashMap<>();
    private final String others;
    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(long at, Map<String, Duration> used) {}

    /** @param others the name of this process, and of all that it has started and that is not watched by itself */
    ProcessorWatch(String others) {
        this.others = others;
    }

    /** With what it starts. */
    ProcessorWatch with(String program, ProcessHandle process) {
        programs.put(program, process);
        return this;
    }

    /** The shares are those between two looks: the last one, and the last that is {@link Commits#RECENT} older. */
    void look() throws IOException {
        Map<String, Duration> used = new LinkedHashMap<>();
        Duration rest = ProcessorTime.used();
        for (Map.Entry<String, ProcessHandle> program : programs.entrySet()) {
            Duration its = ProcessorTime.used(program.getValue());
            used.put(program.getKey(), its);
            rest = rest.minus(its);
        }
        used.put(others, rest);
        looks.addLast(new Look(System.nanoTime(), used));
        Look last = looks.getLast();
        while (looks.stream()
                        .filter(look -> last.at() - look.at() >= Commits.RECENT.toNanos())
                        .count()
                > 1) {
            looks.removeFirst();
        }
    }

    /** In the order in which they were named; none before the second look. */
    List<ProcessorShare> shares() {
        List<ProcessorShare> shares = new ArrayList<>();
        if (looks.size() > 1) {
            Look first = looks.getFirst();
            Look last = looks.getLast();
            double nanos = last.at() - first.at();
            last.used()
                    .forEach((program, used) -> shares.add(new ProcessorShare(
                            program, used.minus(first.used().get(program)).toNanos() / nanos)));
        }
        return shares;
    }
}
