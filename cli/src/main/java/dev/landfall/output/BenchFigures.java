package dev.landfall.output;

import dev.landfall.bench.Fact;
import dev.landfall.bench.Measurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the pages of the benchmarks have in common. */
final class BenchFigures {
    private BenchFigures() {}

    /** The first word of a result. */
    static String verdict(TextPage page, boolean good) {
        return good ? page.ink().good("MEASURED") : page.ink().bad("FAILED");
    }

    /** What each candidate took. @param figures what a benchmark has beyond that; @param headers their names */
    static Grid times(
            List<Measurement> measurements, List<String> headers, Function<Measurement, List<String>> figures) {
        List<String> all = new ArrayList<>(List.of("candidate", "seconds", "min - max", "CPU"));
        all.addAll(headers);
        Grid grid = new Grid(all.toArray(String[]::new));
        for (Measurement measurement : measurements) {
            List<String> row = new ArrayList<>(List.of(measurement.candidate()));
            if (measurement.measured()) {
                row.add(seconds(measurement.median()));
                row.add(seconds(measurement.min()) + " - " + seconds(measurement.max()));
                row.add(seconds(measurement.processors()));
                row.addAll(figures.apply(measurement));
            } else {
                row.add(JsonObject.text(measurement.state()).replace('-', ' '));
            }
            grid.row(row.toArray(String[]::new));
        }
        return grid;
    }

    static void print(TextPage page, Grid grid, boolean markdown) {
        if (markdown) {
            grid.markdown().forEach(page::line);
        } else {
            page.table(grid.text());
        }
    }

    static void printProblems(TextPage page, List<Measurement> measurements) {
        measurements.stream()
                .filter(measurement -> !measurement.measured())
                .forEach(measurement -> page.labelled("! ", measurement.candidate() + ": " + measurement.problem()));
    }

    static void printFacts(TextPage page, List<Fact> facts, boolean markdown) {
        facts.forEach(fact -> page.labelled((markdown ? "- " : "") + fact.name() + ": ", fact.value()));
    }

    /** Every run, and the medians when it was measured. */
    static JsonObject json(Measurement measurement) {
        JsonObject json = JsonObject.of("candidate", measurement.candidate())
                .with("state", measurement.state())
                .with("problem", measurement.problem().isEmpty() ? null : measurement.problem())
                .with(
                        "tookMillis",
                        measurement.times().stream().map(Duration::toMillis).toList());
        if (measurement.measured()) {
            json.with("medianMillis", measurement.median().toMillis())
                    .with("processorMillis", measurement.processors().toMillis());
        }
        return json;
    }

    static List<JsonObject> json(List<Fact> facts) {
        return facts.stream()
                .map(fact -> JsonObject.of("name", fact.name()).with("value", fact.value()))
                .toList();
    }

    static @Nullable Double number(OptionalDouble ratio) {
        return ratio.isPresent() ? Math.round(ratio.getAsDouble() * 1000) / 1000.0 : null;
    }

    static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) : "";
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }
}
