package dev.landfall.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.landfall.rules.MappingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the YAML file. */
final class ConfigFile {
    private final Path path;
    private final ConfigProblems problems;

    ConfigFile(Path path, ConfigProblems problems) {
        this.path = path;
        this.problems = problems;
    }

    /**
     * @param rules of the section {@code mapping}
     * @param people of the section {@code runbook}, in its order
     * @param smokeQueries of the section {@code cutover}, in its order
     * @param groups of the section {@code groups}, in its order
     */
    record Content(
            Map<Setting, Given> settings,
            MappingRules rules,
            Map<String, String> people,
            List<SmokeQuery> smokeQueries,
            Map<String, List<String>> groups) {
        static final Content EMPTY = new Content(Map.of(), MappingRules.DEFAULTS, Map.of(), List.of(), Map.of());
    }

    /** What it sets; empty when it cannot be read at all, and then the problems say why. */
    Optional<Content> read(Map<String, String> environment) {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            problems.add("--config", "there is no readable file " + path + ".");
            return Optional.empty();
        }
        try {
            JsonNode root = mapper().readTree(Files.readAllBytes(path));
            if (root.isObject() || root.isMissingNode() || root.isNull()) {
                MappingRules rules = new RulesReader(problems).read(root.get(RulesReader.SECTION));
                Placeholders placeholders = new Placeholders(environment, problems);
                Map<String, String> people =
                        new PeopleReader(placeholders, problems).read(root.get(PeopleReader.SECTION));
                List<SmokeQuery> smokeQueries = new SmokeQueryReader(placeholders, problems)
                        .read(root.path(SmokeQueryReader.SECTION).get(SmokeQueryReader.KEY));
                Map<String, List<String>> groups =
                        new GroupsReader(placeholders, problems).read(root.get(GroupsReader.SECTION));
                return Optional.of(new Content(
                        new SettingTree(path, placeholders, problems).read(settings(root)),
                        rules,
                        people,
                        smokeQueries,
                        groups));
            }
            problems.add(path.toString(), "must hold keys and values, as in \"name: shop\".");
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            problems.add(path + line, "is not valid YAML (" + firstLine(e.getOriginalMessage()) + ").");
        } catch (IOException e) {
            problems.add("--config", path + " cannot be read (" + e.getMessage() + ").");
        }
        return Optional.empty();
    }

    /** What is left when everything is taken out that has a reader of its own. */
    private static JsonNode settings(JsonNode root) {
        if (!root.isObject()) {
            return root;
        }
        ObjectNode settings = root.deepCopy();
        settings.remove(List.of(RulesReader.SECTION, PeopleReader.SECTION, GroupsReader.SECTION));
        if (settings.get(SmokeQueryReader.SECTION) instanceof ObjectNode cutover) {
            cutover.remove(SmokeQueryReader.KEY);
        }
        return settings;
    }

    private static YAMLMapper mapper() {
        return YAMLMapper.builder()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
