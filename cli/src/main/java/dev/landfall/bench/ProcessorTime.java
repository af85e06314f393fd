package dev.landfall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Time on the processors of this process and everything that it has started: both servers and the candidate's programs.
 * Unlike the time on the clock it hardly depends on what else the machine does.
 */
final class ProcessorTime {
    /** The same on every Linux on x86-64 (sysconf(_SC_CLK_TCK)). */
    private static final long MILLIS_PER_TICK = 10;

    /** In proc(5) utime, stime, cutime and cstime are fields 14 to 17; the fields behind the name begin with the third. */
    private static final int FIRST = 11;

    private static final int LAST = 14;

    private ProcessorTime() {}

    /** Since each process began, those included that have ended. */
    static Duration used() throws IOException {
        return used(ProcessHandle.current());
    }

    /** The same of another process. */
    static Duration used(ProcessHandle root) throws IOException {
        long ticks = 0;
        List<ProcessHandle> all =
                Stream.concat(Stream.of(root), root.descendants()).toList();
        for (ProcessHandle process : all) {
            ticks += ticks(process.pid());
        }
        return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    }

    private static long ticks(long pid) throws IOException {
        try {
            return ticks(Files.readString(Path.of("/proc/" + pid + "/stat")));
        } catch (NoSuchFileException e) {
            // It has ended meanwhile; its parent has its time.
            return 0;
        }
    }

    /** @param stat with a name in parentheses that may hold anything */
    static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int field = FIRST; field <= LAST; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks;
    }
}
