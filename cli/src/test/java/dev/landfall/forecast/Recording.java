package dev.landfall.forecast;

import dev.landfall.throttle.Limit;
import dev.landfall.throttle.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What a real snapshot told its forecast, with the milliseconds since its start. {@code forecast/README.md} describes the lines. */
final class Recording {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long TICK = 1_000 * NANOS_PER_MILLI;

    private final List<TableShape> shapes = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    private final Map<String, Double> copiedAt = new HashMap<>();
    private int workers;
    private boolean held;

    private record Event(long nanos, BiConsumer<SnapshotForecast, Long> what) {}

    /**
     * What the forecast said, and what really was left.
     *
     * @param copied when each table was, in seconds from now; negative once it is
     */
    record Moment(Outlook outlook, boolean held, double passed, double left, Map<String, Double> copied) {
        double all() {
            return passed + left;
        }
    }

    static Recording of(String name) {
        try (InputStream in = Recording.class.getResourceAsStream("/forecast/" + name + ".txt")) {
            return new Recording(new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Recording(String text) {
        text.lines().forEach(line -> read(line.split(" ")));
        events.sort(Comparator.comparing(Event::nanos));
    }

    /** @param each second is given to it */
    void replay(Consumer<Moment> each) {
        SnapshotForecast forecast = new SnapshotForecast(shapes, workers);
        long end = events.get(events.size() - 1).nanos;
        long next = TICK;
        for (Event event : events) {
            for (; next < event.nanos; next += TICK) {
                each.accept(moment(forecast.at(next), next / 1e9, end / 1e9));
            }
            event.what.accept(forecast, event.nanos);
        }
    }

    private Moment moment(Outlook outlook, double now, double end) {
        Map<String, Double> copied = new HashMap<>();
        copiedAt.forEach((table, at) -> copied.put(table, at - now));
        return new Moment(outlook, held, now, end - now, copied);
    }

    private void read(String[] words) {
        long at = Long.parseLong(words[0]) * NANOS_PER_MILLI;
        String first = words[2];
        switch (words[1]) {
            case "shape" ->
                shapes.add(new TableShape(
                        first,
                        number(words, 3),
                        number(words, 4),
                        (int) number(words, 5),
                        builds(Arrays.copyOfRange(words, 6, words.length))));
            case "workers" -> workers = (int) number(words, 2);
            case "copiers" -> add(at, (forecast, now) -> forecast.workers((int) number(words, 2)));
            case "limited" ->
                add(at, (forecast, now) -> {
                    held = Boolean.parseBoolean(words[4]);
                    forecast.limited(limits(words), held, now);
                });
            case "planned" ->
                add(at, (forecast, now) -> forecast.planned(first, (int) number(words, 3), number(words, 4)));
            case "copied" ->
                add(
                        at,
                        (forecast, now) ->
                                forecast.copied(first, number(words, 3), number(words, 4), nanos(words, 5), now));
            case "waited" -> add(at, (forecast, now) -> forecast.waited(nanos(words, 2), now));
            case "finished" -> {
                copiedAt.put(first, at / 1e9);
                add(
                        at,
                        (forecast, now) ->
                                forecast.finished(first, number(words, 3), number(words, 4), nanos(words, 5), now));
            }
            case "lost" -> add(at, (forecast, now) -> forecast.lost(first, number(words, 3), number(words, 4)));
            case "begin" -> add(at, (forecast, now) -> forecast.begin(Stage.valueOf(first), now));
            case "build" -> {
                add(at, (forecast, now) -> forecast.building(first, Effort.valueOf(words[3]), now));
                add(
                        at + nanos(words, 4),
                        (forecast, now) -> forecast.built(first, Boolean.parseBoolean(words[5]), now));
            }
            default -> throw new IllegalArgumentException(String.join(" ", words));
        }
    }

    private void add(long at, BiConsumer<SnapshotForecast, Long> what) {
        events.add(new Event(at, what));
    }

    private static long number(String[] words, int index) {
        return Long.parseLong(words[index]);
    }

    private static long nanos(String[] words, int index) {
        return number(words, index) * NANOS_PER_MILLI;
    }

    private static Limits limits(String[] words) {
        return Limits.NONE.with(Map.of(
                Limit.ROWS_PER_SECOND, limit(number(words, 2)), Limit.BYTES_PER_SECOND, limit(number(words, 3))));
    }

    private static OptionalLong limit(long perSecond) {
        return perSecond == 0 ? OptionalLong.empty() : OptionalLong.of(perSecond);
    }

    private static Map<Stage, Map<Effort, Integer>> builds(String[] words) {
        Map<Stage, Map<Effort, Integer>> builds = new EnumMap<>(Stage.class);
        for (String word : words) {
            String[] parts = word.split("[.=]");
            builds.computeIfAbsent(Stage.valueOf(parts[0]), stage -> new EnumMap<>(Effort.class))
                    .put(Effort.valueOf(parts[1]), Integer.parseInt(parts[2]));
        }
        return builds;
    }
}
