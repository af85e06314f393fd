package dev.landfall.output;

import dev.landfall.verify.EqualBefore;
import dev.landfall.verify.KeySpan;
import dev.landfall.verify.RowDifference;
import dev.landfall.verify.TableVerdict;
import java.util.List;
import java.util.stream.Stream;

/** A table's verdict and its differences as JSON. */
final class VerdictJson {
    private VerdictJson() {}

    /** One event for the table, then one per difference that was kept. */
    static List<JsonObject> events(TableVerdict verdict) {
        Stream<JsonObject> differences = verdict.differences().stream()
                .map(difference -> JsonObject.of("event", "difference")
                        .with("table", verdict.table().toString())
                        .withAll(difference(difference)));
        return Stream.concat(Stream.of(JsonObject.of("event", "table").withAll(summary(verdict))), differences)
                .toList();
    }

    static JsonObject summary(TableVerdict verdict) {
        EqualBefore before = verdict.before();
        return JsonObject.of("table", verdict.table().toString())
                .with("verdict", Verdict.of(verdict))
                .with("sourceRows", verdict.sourceRows())
                .with("targetRows", verdict.targetRows())
                .with("ranges", verdict.ranges())
                .with("differing", verdict.differing())
                .with("unsettled", verdict.unsettled().isEmpty() ? null : verdict.unsettled())
                .with("tookMillis", verdict.took().toMillis())
                .with("equalBefore", before == null ? null : before(before));
    }

    private static JsonObject before(EqualBefore before) {
        return JsonObject.of("sourcePosition", before.gtids())
                .with("rows", before.rows())
                .with("at", before.at().toString())
                .with("whole", before.whole());
    }

    static JsonObject withDifferences(TableVerdict verdict) {
        KeySpan span = verdict.span();
        return summary(verdict)
                .with("keySpan", span == null ? null : keySpan(span))
                .with(
                        "differences",
                        verdict.differences().stream()
                                .map(VerdictJson::difference)
                                .toList());
    }

    private static JsonObject keySpan(KeySpan span) {
        return JsonObject.of("column", span.column())
                .with("first", span.first().text())
                .with("last", span.last().text())
                .with("whole", span.whole())
                .with(
                        "places",
                        span.places().stream()
                                .map(place -> JsonObject.of("from", place.from().text())
                                        .with("until", place.until().text())
                                        .with("rows", place.rows()))
                                .toList())
                .with("unplaced", span.unplaced());
    }

    private static JsonObject difference(RowDifference difference) {
        return new JsonObject()
                .with("kind", difference.kind())
                .with("key", difference.key())
                .with("cause", difference.cause())
                .with(
                        "columns",
                        difference.columns().stream()
                                .map(column -> JsonObject.of("column", column.column())
                                        .with("source", column.source())
                                        .with("target", column.target())
                                        .with("cause", column.cause()))
                                .toList());
    }
}
