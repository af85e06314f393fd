package dev.landfall.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.landfall.runbook.Runbook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What runbook.json keeps of a runbook, so that the next one can say what has changed since.
 *
 * @param madeAt ISO-8601
 * @param changes of all runbooks so far, the latest first
 * @param digests of the pages as they were written, by file name: a page with another one was edited
 */
record RunbookHistory(
        String name,
        String madeAt,
        Map<String, String> facts,
        List<RunbookChange> changes,
        Map<String, String> digests) {
    private static final int VERSION = 1;
    /** More than anybody reads, few enough to keep the page short. */
    private static final int KEPT_CHANGES = 100;

    /**
     * @param changes that this runbook has seen
     * @param earlier those before it, the latest first
     */
    static RunbookHistory of(Runbook runbook, List<RunbookChange> changes, List<RunbookChange> earlier) {
        return new RunbookHistory(
                runbook.status().name(),
                runbook.madeAt().toString(),
                RunbookFacts.of(runbook),
                Stream.concat(changes.stream(), earlier.stream())
                        .limit(KEPT_CHANGES)
                        .toList(),
                Map.of());
    }

    /** What a later runbook has seen. */
    List<RunbookChange> changesTo(Runbook later) {
        return RunbookFacts.changes(later.madeAt().toString(), facts, RunbookFacts.of(later));
    }

    RunbookHistory with(Map<String, String> written) {
        return new RunbookHistory(name, madeAt, facts, changes, written);
    }

    JsonObject json() {
        return JsonObject.of("version", VERSION)
                .with("name", name)
                .with("madeAt", madeAt)
                .with("facts", pairs(facts, "fact", "value"))
                .with("changes", changes.stream().map(RunbookChange::json).toList())
                .with("files", pairs(digests, "file", "sha256"));
    }

    private static List<JsonObject> pairs(Map<String, String> map, String key, String value) {
        return map.entrySet().stream()
                .map(entry -> JsonObject.of(key, entry.getKey()).with(value, entry.getValue()))
                .toList();
    }

    /** Empty when it is not what this version writes. */
    static Optional<RunbookHistory> parse(String text) {
        try {
            JsonNode root = new JsonMapper().readTree(text);
            if (root == null
                    || root.path("version").asInt() != VERSION
                    || !root.path("name").isTextual()) {
                return Optional.empty();
            }
            List<RunbookChange> changes = new ArrayList<>();
            root.path("changes")
                    .forEach(change -> changes.add(new RunbookChange(
                            change.path("at").asText(),
                            change.path("fact").asText(),
                            change.path("before").asText(),
                            change.path("now").asText())));
            return Optional.of(new RunbookHistory(
                    root.path("name").asText(),
                    root.path("madeAt").asText(),
                    map(root.path("facts"), "fact", "value"),
                    List.copyOf(changes),
                    map(root.path("files"), "file", "sha256")));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> map(JsonNode pairs, String key, String value) {
        Map<String, String> map = new LinkedHashMap<>();
        pairs.forEach(pair -> map.put(pair.path(key).asText(), pair.path(value).asText()));
        return map;
    }
}
