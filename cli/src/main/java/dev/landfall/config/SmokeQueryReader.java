package dev.landfall.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.setting.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code cutover.smokeQueries}: a list of queries, each with what it has to give. */
final class SmokeQueryReader {
    /** The section that it is in, and its key there. */
    static final String SECTION = "cutover";

    static final String KEY = "smokeQueries";
    private static final String PATH = SECTION + "." + KEY;
    private static final List<String> KEYS = List.of("name", "sql", "expect", "expectRows", "within");

    private final Placeholders placeholders;
    private final ConfigProblems problems;

    SmokeQueryReader(Placeholders placeholders, ConfigProblems problems) {
        this.placeholders = placeholders;
        this.problems = problems;
    }

    /** In the order of the file. */
    List<SmokeQuery> read(@Nullable JsonNode node) {
        List<SmokeQuery> queries = new ArrayList<>();
        if (node == null || node.isNull()) {
            return queries;
        }
        if (!node.isArray()) {
            problems.add(PATH, "must be a list, as in - {name: orders, sql: \"SELECT ...\", expect: 42}.");
            return queries;
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < node.size(); i++) {
            String where = PATH + "[" + (i + 1) + "]";
            query(where, node.get(i)).ifPresent(query -> {
                if (!names.add(query.name())) {
                    problems.add(where + ".name", "is \"" + query.name() + "\", as another query's.");
                }
                queries.add(query);
            });
        }
        return queries;
    }

    private Optional<SmokeQuery> query(String where, JsonNode node) {
        if (!node.isObject()) {
            problems.add(where, "must hold name, sql, and expect or expectRows.");
            return Optional.empty();
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                problems.add(where + "." + key, "is an unknown key." + Spelling.didYouMean(key, KEYS));
            }
        });
        Optional<String> name = text(where + ".name", node.path("name"));
        Optional<String> sql = text(where + ".sql", node.path("sql"));
        Optional<SmokeQuery.Expected> expected = expected(where, node);
        Duration within = within(where + ".within", node.path("within"));
        return name.isEmpty() || sql.isEmpty() || expected.isEmpty()
                ? Optional.empty()
                : Optional.of(new SmokeQuery(name.get(), sql.get(), expected.get(), within));
    }

    private Optional<String> text(String where, JsonNode node) {
        if (!node.isTextual() || node.asText().isBlank()) {
            problems.add(where, "must be text (put it in quotes).");
            return Optional.empty();
        }
        return Optional.of(placeholders.expand(node.asText().strip(), where));
    }

    private Optional<SmokeQuery.Expected> expected(String where, JsonNode node) {
        JsonNode value = node.path("expect");
        JsonNode rows = node.path("expectRows");
        if (value.isMissingNode() == rows.isMissingNode()) {
            problems.add(where, "must hold either expect (a value) or expectRows (a number of rows).");
        } else if (rows.isMissingNode()) {
            if (value.isValueNode() && !value.isNull()) {
                return Optional.of(new SmokeQuery.Value(placeholders.expand(value.asText(), where + ".expect")));
            }
            problems.add(where + ".expect", "must be a single value: text, a number, true or false.");
        } else if (rows.isIntegralNumber() && rows.canConvertToInt() && rows.asInt() >= 0) {
            return Optional.of(new SmokeQuery.Rows(rows.asInt()));
        } else {
            problems.add(where + ".expectRows", "must be a whole number from 0 on, but is \"" + rows.asText() + "\".");
        }
        return Optional.empty();
    }

    private Duration within(String where, JsonNode node) {
        if (node.isMissingNode()) {
            return SmokeQuery.WITHIN;
        }
        Optional<Duration> within = Durations.parse(node.asText()).filter(parsed -> !parsed.isZero());
        if (within.isEmpty()) {
            problems.add(where, "must be a duration such as 500ms, 2s or 1m, but is \"" + node.asText() + "\".");
        }
        return within.orElse(SmokeQuery.WITHIN);
    }
}
