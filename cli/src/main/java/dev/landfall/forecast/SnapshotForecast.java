package dev.landfall.forecast;

import dev.landfall.throttle.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Foretells the end of a snapshot. Tables that have copied some are foretold by their own pace, bytes and rows, the others by those of
 * all tables, and no table faster than the limits allow; what is to be built on them by the pace of the copy, until something was
 * built. All times are in nanoseconds by a clock of the caller. Thread-safe.
 */
public final class SnapshotForecast {
    /** An ETA made of less would be noise. */
    private static final double ENOUGH_SECONDS = 3;
    /** Nothing was copied for so long: nobody can tell when that ends. */
    private static final double STANDSTILL_SECONDS = 30;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<String, TableForecast> tables = new LinkedHashMap<>();
    private final Map<Stage, StageForecast> stages = new EnumMap<>(Stage.class);
    private final Set<String> uncounted = new LinkedHashSet<>();
    private final Pace pace = new Pace();
    private final Holds holds = new Holds();
    private final int builders;
    private Limits limits = Limits.NONE;
    private Stage stage = Stage.COPY;
    private int workers;
    private long begunAt;
    private long copiedAt;
    private volatile Outlook latest = Outlook.NONE;

    /** @param workers that copy and build at the most */
    public SnapshotForecast(List<TableShape> shapes, int workers) {
        shapes.forEach(shape -> tables.put(shape.table(), new TableForecast(shape)));
        Stream.of(Stage.values()).skip(1).forEach(each -> stages.put(each, new StageForecast(each)));
        this.builders = workers;
        this.workers = workers;
    }

    /** What is to be copied. */
    public synchronized void planned(String table, int chunks, long expectedRows) {
        of(table).planned(chunks, expectedRows);
    }

    /** What an earlier run has copied. */
    public synchronized void earlier(String table, long rows, long bytes, long expectedRows) {
        of(table).earlier(rows, bytes, expectedRows);
    }

    /** How many may copy from now on. */
    public synchronized void workers(int most) {
        if (workers != most) {
            // They share the servers: fewer of them are faster, each by itself.
            pace.changes();
            workers = most;
        }
    }

    /** What the copy may do from now on. @param held whether it has to wait for anything else than these limits */
    public synchronized void limited(Limits inForce, boolean held, long now) {
        limits = inForce;
        copiedAt = holds.isHeld() && !held ? now : copiedAt;
        holds.set(held, now);
    }

    /** Something is to come for which there is nothing to go on. */
    public synchronized void uncounted(String what) {
        uncounted.add(what);
    }

    public synchronized void counted(String what) {
        uncounted.remove(what);
    }

    /** @param workedNanos of one worker, without what it has waited for limits */
    public synchronized void copied(String table, long rows, long bytes, long workedNanos, long now) {
        TableForecast forecast = of(table);
        forecast.copied(rows, bytes);
        worked(forecast, forecast.units(rows, bytes), workedNanos, now);
    }

    /** A worker was not let go on before now. */
    public synchronized void waited(long nanos, long now) {
        // What a hold has made it wait says nothing about the limits.
        if (!holds.anySince(now - nanos)) {
            pace.waited(nanos / NANOS_PER_SECOND);
            // For a limit, which is known: the copy does not stand still.
            copiedAt = now;
        }
    }

    /** A chunk is copied. @param rows that were {@link #copied} of it */
    public synchronized void finished(String table, long rows, long expectedRows, long workedNanos, long now) {
        of(table).finished(rows, expectedRows);
        worked(of(table), Effort.STATEMENT, workedNanos, now);
    }

    private void worked(TableForecast table, double units, long nanos, long now) {
        double seconds = nanos / NANOS_PER_SECOND;
        table.worked(seconds, pace.hasSeen() ? units * pace.secondsPerUnit() : seconds);
        pace.worked(units, table.factor(), seconds);
        copiedAt = now;
    }

    /** What was copied of a chunk is rolled back. */
    public synchronized void lost(String table, long rows, long bytes) {
        of(table).lost(rows, bytes);
    }

    /** All stages before are done. */
    public synchronized void begin(Stage begun, long now) {
        stage = begun;
        begunAt = now;
        copiedAt = now;
        holds.begin(now);
    }

    public synchronized void building(String table, Effort effort, long now) {
        stage(stage).begin(table, effort, of(table).units(effort), now);
    }

    /** @param executed false when it was there already */
    public synchronized void built(String table, boolean executed, long now) {
        stage(stage).end(table, of(table), executed, now);
    }

    /** What was foretold last, whenever that was; never waits. */
    public Outlook latest() {
        return latest;
    }

    public Outlook at(long now) {
        Outlook outlook = foretell(now);
        latest = outlook;
        return outlook;
    }

    private synchronized Outlook foretell(long now) {
        Map<String, Duration> running = new HashMap<>();
        OptionalDouble seconds = stage == Stage.COPY ? copySeconds(running, now) : OptionalDouble.of(0);
        double perUnit = pace.averageAtFullLoad();
        Set<String> unknown = new LinkedHashSet<>(uncounted);
        for (StageForecast each : stages.values()) {
            if (each.stage().compareTo(stage) < 0) {
                continue;
            }
            perUnit = each.secondsPerUnit(perUnit, now);
            seconds = add(seconds, buildSeconds(each, perUnit, now));
            if (each.stage() == stage && perUnit > 0) {
                for (String table : each.tables()) {
                    running.put(table, duration(each.secondsLeft(table, of(table), perUnit, now)));
                }
            }
            if (tables.values().stream().anyMatch(table -> table.builds().hasUnknown(each.stage()))) {
                unknown.add("full-text and spatial indexes");
            }
        }
        boolean told = seconds.isPresent() && seconds.getAsDouble() > 0 && !holds.isHeld();
        return new Outlook(told ? duration(seconds.getAsDouble()) : null, running, new ArrayList<>(unknown));
    }

    /** @param running takes the tables that are copied now */
    private OptionalDouble copySeconds(Map<String, Duration> running, long now) {
        boolean early = !pace.hasSeen() || now - begunAt < ENOUGH_SECONDS * NANOS_PER_SECOND;
        boolean stands = now - copiedAt > STANDSTILL_SECONDS * NANOS_PER_SECOND;
        if (early || stands || holds.isHeld()) {
            return OptionalDouble.empty();
        }
        double ofPages = ofPages();
        double stretch = holds.stretch(now);
        double sum = 0;
        double longest = 0;
        Map<String, Left> shared = new HashMap<>();
        for (Map.Entry<String, TableForecast> table : tables.entrySet()) {
            Left left = table.getValue().left(pace.atFullLoad(), ofPages);
            sum += left.shared(workers, limits);
            longest = Math.max(longest, left.alone(workers));
            if (table.getValue().running()) {
                shared.put(table.getKey(), left);
            }
        }
        double all = Math.max(sum, longest);
        shared.forEach((table, left) -> running.put(table, duration(seconds(left, shared.values(), all) * stretch)));
        return OptionalDouble.of(all * stretch);
    }

    /** Until one of the running tables is copied: they share workers and limits, and other tables take what they leave to them. */
    private double seconds(Left table, Collection<Left> running, double all) {
        double own = table.shared(workers, limits);
        double sum = running.stream()
                .mapToDouble(each -> Math.min(own, each.shared(workers, limits)))
                .sum();
        return Math.max(sum, Math.min(all, own * workers / Math.min(table.chunks(), workers)));
    }

    /** How many bytes are copied of one that the source has in its pages. Small tables count more than by their size: they are many. */
    private double ofPages() {
        double sum = 0;
        double weights = 0;
        for (TableForecast table : tables.values()) {
            double expected = table.expectedBytesCopied();
            if (expected > 0) {
                double weight = Math.sqrt(expected);
                sum += weight * table.bytes() / expected;
                weights += weight;
            }
        }
        return weights > 0 ? sum / weights : 1;
    }

    private OptionalDouble buildSeconds(StageForecast each, double perUnit, long now) {
        double sum = 0;
        double longest = 0;
        for (Map.Entry<String, TableForecast> table : tables.entrySet()) {
            double left = each.secondsLeft(table.getKey(), table.getValue(), perUnit, now);
            sum += left;
            longest = Math.max(longest, left);
        }
        boolean any = tables.values().stream().anyMatch(table -> table.unitsToBuild(each.stage()) > 0);
        if (any && perUnit <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.max(sum / (each.stage() == Stage.FOREIGN_KEYS ? 1 : builders), longest));
    }

    private static OptionalDouble add(OptionalDouble first, OptionalDouble second) {
        return first.isPresent() && second.isPresent()
                ? OptionalDouble.of(first.getAsDouble() + second.getAsDouble())
                : OptionalDouble.empty();
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(Math.max(0, seconds) * 1_000));
    }

    private StageForecast stage(Stage wanted) {
        return Objects.requireNonNull(stages.get(wanted));
    }

    private TableForecast of(String table) {
        return Objects.requireNonNull(tables.get(table));
    }
}
