package dev.landfall.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Turns a parsed file into settings: every key must be known, and every value of the right kind. */
final class SettingTree {
    private final Path directory;
    private final Placeholders placeholders;
    private final ConfigProblems problems;
    private final Map<Setting, Given> settings = new EnumMap<>(Setting.class);

    SettingTree(Path file, Placeholders placeholders, ConfigProblems problems) {
        this.directory = file.toAbsolutePath().resolveSibling("");
        this.placeholders = placeholders;
        this.problems = problems;
    }

    Map<Setting, Given> read(JsonNode root) {
        mapping("", root);
        return settings;
    }

    private void mapping(String prefix, JsonNode mapping) {
        mapping.properties().forEach(entry -> entry(prefix + entry.getKey(), entry.getValue()));
    }

    private void entry(String key, JsonNode value) {
        // "source: mariadb://..." is short for "source: {url: mariadb://...}".
        Setting setting = Setting.at(key)
                .or(() -> Setting.at(key + ".url").filter(url -> value.isValueNode()))
                .orElse(null);
        if (setting != null) {
            value(setting, key, value);
        } else if (Setting.pathsBelow(key).isEmpty()) {
            problems.add(key, "is an unknown key." + Spelling.didYouMean(key, knownKeys()));
        } else if (value.isObject()) {
            mapping(key + ".", value);
        } else {
            problems.add(key, "must hold " + String.join(", ", Setting.pathsBelow(key)) + ".");
        }
    }

    private void value(Setting setting, String where, JsonNode value) {
        boolean textList = value.isArray() && elements(value).allMatch(JsonNode::isTextual);
        boolean number = value.isIntegralNumber() && setting.kind() == Setting.Kind.NUMBER;
        if (value.isNull()) {
            problems.add(where, "has no value; give one or remove the line.");
        } else if (textList && setting.kind() == Setting.Kind.LIST) {
            given(
                    setting,
                    where,
                    String.join(",", elements(value).map(JsonNode::asText).toList()));
        } else if (value.isTextual() || number) {
            given(setting, where, value.asText());
        } else {
            problems.add(where, "must be " + setting.kind().text() + ", but is " + describe(value) + ".");
        }
    }

    private void given(Setting setting, String where, String text) {
        settings.put(setting, new Given(placeholders.expand(text, where), where, directory));
    }

    private static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "a mapping";
            default -> value.asText();
        };
    }

    private static List<String> knownKeys() {
        List<String> keys = new ArrayList<>(List.of(
                "source",
                "target",
                "assess",
                "snapshot",
                Setting.LIMITS,
                "verify",
                "cutover",
                SmokeQueryReader.SECTION + "." + SmokeQueryReader.KEY,
                RulesReader.SECTION,
                PeopleReader.SECTION,
                GroupsReader.SECTION));
        Arrays.stream(Setting.values()).map(Setting::path).forEach(keys::add);
        return keys;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
