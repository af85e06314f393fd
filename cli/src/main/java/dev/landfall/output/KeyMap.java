package dev.landfall.output;

import dev.landfall.verify.KeySpan;
import dev.landfall.verify.TableVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Where in the space of a table's keys its differences lie: a drawing with a mark for each place, and the same in words. */
final class KeyMap {
    /** Of the drawing, in its own units. */
    private static final int WIDTH = 1_000;

    private static final int HEIGHT = 30;
    /** A mark that is narrower cannot be seen. */
    private static final double NARROWEST = 3;
    /** A mark of one row among marks of many. */
    private static final double LOWEST = 10;
    /** More of them nobody reads. */
    private static final int NAMED_PLACES = 10;
    /** In characters. A UUID is shorter. */
    private static final int LONGEST_KEY = 40;

    private KeyMap() {}

    static Map<String, Object> of(TableVerdict table) {
        KeySpan span = table.span();
        return Map.of(
                "table",
                table.table().toString(),
                "words",
                span == null
                        ? "Not drawn: " + VerificationWords.finding(table)
                                + ", and what the key begins with has no place on a line."
                        : words(span),
                "drawing",
                span == null ? List.of() : List.of(drawing(span)));
    }

    private static Map<String, Object> drawing(KeySpan span) {
        long most = span.places().stream().mapToLong(KeySpan.Place::rows).max().orElse(1);
        return Map.of(
                "column",
                span.column(),
                "first",
                shown(span.first()),
                "last",
                shown(span.last()),
                "marks",
                span.places().stream().map(place -> mark(span, place, most)).toList());
    }

    private static Map<String, Object> mark(KeySpan span, KeySpan.Place place, long most) {
        double from = span.share(place.from()) * (WIDTH - NARROWEST);
        double width = Math.max(NARROWEST, span.share(place.until()) * (WIDTH - NARROWEST) - from);
        double height = most == 1 ? HEIGHT : LOWEST + (HEIGHT - LOWEST) * Math.log(place.rows()) / Math.log(most);
        return Map.of(
                "x", number(from), "y", number(HEIGHT - height), "width", number(width), "height", number(height));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String words(KeySpan span) {
        List<KeySpan.Place> places = span.places();
        String named = places.stream()
                .sorted(Comparator.comparingLong(KeySpan.Place::rows).reversed())
                .limit(NAMED_PLACES)
                .sorted(Comparator.comparing(KeySpan.Place::from))
                .map(KeyMap::words)
                .collect(Collectors.joining("; "));
        int more = places.size() - NAMED_PLACES;
        return "Between " + span.column() + " " + shown(span.first()) + " and " + shown(span.last())
                + (span.whole() ? "" : ", the first and the last row that differ")
                + ", in " + Figures.count(places.size(), "place")
                + (more > 0 ? ", those with the most rows" : "") + ": " + named + "." + unplaced(span);
    }

    private static String unplaced(KeySpan span) {
        return span.unplaced() == 0
                ? ""
                : " Not drawn: " + Figures.count(span.unplaced(), "row")
                        + " whose key begins with NULL, or with a value that is in no order with the others.";
    }

    private static String words(KeySpan.Place place) {
        String from = shown(place.from());
        String until = shown(place.until());
        String where = place.from().equals(place.until()) ? from : from + " to " + until;
        return where + " (" + Figures.count(place.rows(), "row") + ")";
    }

    private static String shown(KeySpan.Key key) {
        String text = key.text();
        if (text.codePointCount(0, text.length()) > LONGEST_KEY) {
            text = text.substring(0, text.offsetByCodePoints(0, LONGEST_KEY)) + "…";
        }
        return text.isEmpty() ? "''" : ValuePair.printable(text);
    }
}
