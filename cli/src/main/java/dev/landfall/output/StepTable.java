package dev.landfall.output;

import java.time.Duration;

/** Steps with their wall-clock time. */
final class StepTable {
    private final TextTable table = new TextTable().left("step").right("took");
    private Duration total = Duration.ZERO;

    StepTable step(String name, Duration took) {
        table.row(name, Figures.duration(took));
        total = total.plus(took);
        return this;
    }

    TextTable table() {
        return table.footer("total", Figures.duration(total));
    }

    Duration total() {
        return total;
    }

    static JsonObject json(String name, Duration took) {
        return JsonObject.of("step", name).with("tookMillis", took.toMillis());
    }
}
