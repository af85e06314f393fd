package dev.landfall.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code groups}: names of groups, each with the patterns of its tables. */
final class GroupsReader {
    static final String SECTION = "groups";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private final Placeholders placeholders;
    private final ConfigProblems problems;

    GroupsReader(Placeholders placeholders, ConfigProblems problems) {
        this.placeholders = placeholders;
        this.problems = problems;
    }

    /** In the order of the file. */
    Map<String, List<String>> read(@Nullable JsonNode section) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        if (section == null || section.isNull()) {
            return groups;
        }
        if (!section.isObject()) {
            problems.add(SECTION, "must hold groups with their tables, as in \"billing: [invoices, payments]\".");
            return groups;
        }
        section.properties().forEach(entry -> {
            String where = SECTION + "." + entry.getKey();
            if (!NAME.matcher(entry.getKey()).matches()) {
                problems.add(where, "must be a name of up to 32 letters, digits, - and _.");
            }
            groups.put(entry.getKey(), tables(where, entry.getValue()));
        });
        return groups;
    }

    private List<String> tables(String where, JsonNode value) {
        List<String> patterns = new ArrayList<>();
        if (value.isTextual()) {
            Arrays.stream(value.asText().split(",", -1)).map(String::strip).forEach(patterns::add);
        } else if (value.isArray()) {
            value.forEach(each -> patterns.add(each.isTextual() ? each.asText().strip() : ""));
        }
        if (patterns.isEmpty() || patterns.contains("")) {
            problems.add(where, "must be a list of tables (texts, with * and ?), as in [invoices, \"payment_*\"].");
        }
        return patterns.stream()
                .map(pattern -> placeholders.expand(pattern, where))
                .toList();
    }
}
