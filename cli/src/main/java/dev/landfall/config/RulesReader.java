package dev.landfall.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.rules.ColumnRule;
import dev.landfall.rules.Loss;
import dev.landfall.rules.MappingRules;
import dev.landfall.rules.MaterializedView;
import dev.landfall.rules.Policy;
import dev.landfall.rules.TypeChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code mapping}: policies, column rules, views. */
final class RulesReader {
    static final String SECTION = "mapping";
    private static final List<String> KEYS =
            List.of("policies", "columns", "caseInsensitiveKeys", "materializedViews", "history", "lockForCopy");
    private static final String TYPE = "type";

    private final ConfigProblems problems;

    RulesReader(ConfigProblems problems) {
        this.problems = problems;
    }

    MappingRules read(@Nullable JsonNode section) {
        if (section == null || section.isNull()) {
            return MappingRules.DEFAULTS;
        }
        if (!section.isObject()) {
            problems.add(SECTION, "must hold " + String.join(", ", KEYS) + ".");
            return MappingRules.DEFAULTS;
        }
        section.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                problems.add(SECTION + "." + key, "is an unknown key." + Spelling.didYouMean(key, KEYS));
            }
        });
        return new MappingRules(
                policies(section.path("policies"), SECTION + ".policies", false),
                columns(section.path("columns")),
                keepCaseInsensitiveKeys(section.path("caseInsensitiveKeys")),
                materializedViews(section.path("materializedViews")),
                patterns(section.path("history"), "history"),
                patterns(section.path("lockForCopy"), "lockForCopy"));
    }

    /** @param withType whether the key {@code type} may stand among them */
    private Map<Loss, Policy> policies(JsonNode node, String where, boolean withType) {
        Map<Loss, Policy> policies = new EnumMap<>(Loss.class);
        if (!isMapping(node, where, "losses and policies, as in zeroDate: reject")) {
            return policies;
        }
        node.properties().forEach(entry -> {
            String path = where + "." + entry.getKey();
            if (withType && entry.getKey().equals(TYPE)) {
                return;
            }
            Loss loss = Loss.of(entry.getKey()).orElse(null);
            if (loss == null) {
                List<String> known = new ArrayList<>(
                        Arrays.stream(Loss.values()).map(Loss::key).toList());
                known.add(TYPE);
                problems.add(
                        path,
                        "is no loss; there are " + String.join(", ", known) + "."
                                + Spelling.didYouMean(entry.getKey(), known));
                return;
            }
            // An unquoted null is YAML's own, and means the same here.
            String text = entry.getValue().isNull() ? "null" : entry.getValue().asText();
            Policy.parse(text)
                    .filter(policy -> loss != Loss.REFUSED_ROW || !policy.changesValues())
                    .ifPresentOrElse(
                            policy -> policies.put(loss, policy),
                            () -> problems.add(
                                    path,
                                    (loss == Loss.REFUSED_ROW
                                                    ? "must be stop or reject"
                                                    : "must be stop, reject, null, replace or sentinel:text")
                                            + ", but is \"" + text + "\"."));
        });
        return policies;
    }

    private List<ColumnRule> columns(JsonNode node) {
        List<ColumnRule> rules = new ArrayList<>();
        String where = SECTION + ".columns";
        if (!isMapping(node, where, "patterns of columns, as in \"orders.*_at\": {zeroDate: reject}")) {
            return rules;
        }
        node.properties().forEach(entry -> {
            String path = where + "." + entry.getKey();
            if (!entry.getKey().contains(".")) {
                problems.add(path, "must be table.column, with * and ? where wanted.");
            } else if (entry.getValue().has(Loss.REFUSED_ROW.key())
                    && !entry.getKey().endsWith(".*")) {
                problems.add(
                        path + "." + Loss.REFUSED_ROW.key(), "is about whole rows: it must stand under \"table.*\".");
            } else if (entry.getValue().isObject()) {
                rules.add(new ColumnRule(
                        entry.getKey(),
                        type(entry.getValue().get(TYPE), path),
                        policies(entry.getValue(), path, true)));
            } else {
                problems.add(path, "must hold a type or policies, as in {type: jsonb, unfitJson: reject}.");
            }
        });
        return rules;
    }

    private @Nullable TypeChoice type(@Nullable JsonNode node, String where) {
        if (node == null) {
            return null;
        }
        TypeChoice choice = TypeChoice.of(node.asText()).orElse(null);
        if (choice == null) {
            problems.add(
                    where + "." + TYPE,
                    "must be one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(TypeChoice.values())
                                            .map(TypeChoice::text)
                                            .toList())
                            + ", but is \"" + node.asText() + "\".");
        }
        return choice;
    }

    private boolean keepCaseInsensitiveKeys(JsonNode node) {
        String text = node.isMissingNode() ? "keep" : node.asText();
        if (!text.equals("keep") && !text.equals("exact")) {
            problems.add(SECTION + ".caseInsensitiveKeys", "must be keep or exact, but is \"" + text + "\".");
        }
        return !text.equals("exact");
    }

    private List<MaterializedView> materializedViews(JsonNode node) {
        List<MaterializedView> views = new ArrayList<>();
        String where = SECTION + ".materializedViews";
        if (!isMapping(node, where, "views with the columns of their unique index, as in daily_sales: [day]")) {
            return views;
        }
        node.properties().forEach(entry -> {
            List<String> key = new ArrayList<>();
            JsonNode columns = entry.getValue();
            boolean texts = columns.isArray();
            for (JsonNode column : columns) {
                texts &= column.isTextual();
                key.add(column.asText());
            }
            if (texts) {
                views.add(new MaterializedView(entry.getKey(), key));
            } else {
                problems.add(
                        where + "." + entry.getKey(), "must be a list of columns; [] is a view without unique index.");
            }
        });
        return views;
    }

    private List<String> patterns(JsonNode node, String key) {
        List<String> patterns = new ArrayList<>();
        boolean texts = node.isArray() || node.isMissingNode();
        for (JsonNode pattern : node) {
            texts &= pattern.isTextual();
            patterns.add(pattern.asText());
        }
        if (!texts) {
            problems.add(SECTION + "." + key, "must be a list of table patterns, as in [price, \"contract_*\"].");
        }
        return patterns;
    }

    private boolean isMapping(JsonNode node, String where, String what) {
        if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
            problems.add(where, "must hold " + what + ".");
        }
        return node.isObject();
    }
}
