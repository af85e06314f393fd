package dev.landfall.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.samskivert.mustache.Mustache;
import dev.landfall.config.GroupOption;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The steps of {@code runbook-steps.yaml} with a migration's own values, numbered. */
final class RunbookSteps {
    private static final Mustache.Compiler TEXTS = Mustache.compiler().escapeHTML(false);

    private final JsonNode file;
    private final Map<String, Object> values;
    private final GroupOption group;
    private final Map<String, Integer> numbers = new HashMap<>();
    private int last;

    /** @param group what commands lack that are only named */
    RunbookSteps(Map<String, Object> values, GroupOption group) {
        this.values = values;
        this.group = group;
        try (Reader reader = HtmlTemplate.resource("runbook-steps.yaml")) {
            this.file = new YAMLMapper().readTree(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once: each step gets the next number. */
    List<Map<String, Object>> sections() {
        List<Map<String, Object>> sections = new ArrayList<>();
        for (JsonNode section : file.path("sections")) {
            if (wanted(section)) {
                List<Map<String, Object>> steps = StreamSupport.stream(
                                section.path("steps").spliterator(), false)
                        .filter(this::wanted)
                        .map(this::step)
                        .toList();
                sections.add(Map.of("title", text(section, "title"), "steps", steps));
            }
        }
        return sections;
    }

    /** After {@link #sections}. */
    int number(String id) {
        Integer number = numbers.get(id);
        if (number == null) {
            throw new IllegalArgumentException("the runbook has no step " + id);
        }
        return number;
    }

    List<Map<String, Object>> abort() {
        return StreamSupport.stream(file.path("abort").spliterator(), false)
                .map(sign -> Map.<String, Object>of(
                        "sign", text(sign, "sign"), "limit", text(sign, "limit"), "then", text(sign, "then")))
                .toList();
    }

    /** Those that every migration has, then the user's own. @param who by role */
    List<Map<String, Object>> people(Map<String, String> who) {
        Map<String, String> duties = new LinkedHashMap<>();
        file.path("roles")
                .forEach(role ->
                        duties.put(role.path("role").asText(), role.path("duty").asText()));
        who.keySet().forEach(role -> duties.putIfAbsent(role, ""));
        List<Map<String, Object>> people = new ArrayList<>();
        duties.forEach((role, duty) -> people.add(
                Map.of("role", role, "duty", duty, "who", who.containsKey(role) ? List.of(who.get(role)) : List.of())));
        return people;
    }

    private boolean wanted(JsonNode node) {
        String only = node.path("only").asText();
        return switch (only) {
            case "" -> true;
            case "way-back" -> has("wayBack");
            case "one-way" -> has("oneWay");
            case "certificate" -> has("certificate");
            default -> throw new IllegalArgumentException("no runbook is for " + only);
        };
    }

    private boolean has(String value) {
        return !Boolean.FALSE.equals(values.get(value));
    }

    private Map<String, Object> step(JsonNode step) {
        numbers.put(step.path("id").asText(), ++last);
        Map<String, Object> filled = new HashMap<>();
        filled.put("number", last);
        filled.put("id", step.path("id").asText());
        for (String key : List.of("title", "who")) {
            filled.put(key, text(step, key));
        }
        for (String key : List.of("intro", "takes", "sql", "server", "expect", "decide")) {
            filled.put(key, step.has(key) ? text(step, key) : Boolean.FALSE);
        }
        filled.put("command", step.has("command") ? command(step) : Boolean.FALSE);
        filled.put(
                "todo",
                StreamSupport.stream(step.path("todo").spliterator(), false)
                        .map(todo -> filled(todo.asText()))
                        .filter(todo -> !todo.isEmpty())
                        .toList());
        filled.put(
                "exits",
                StreamSupport.stream(step.path("exits").spliterator(), false)
                        .map(exit ->
                                Map.<String, Object>of("code", exit.path("code").asInt(), "then", text(exit, "then")))
                        .toList());
        return filled;
    }

    private String command(JsonNode step) {
        String options = text(step, "options");
        return "migrate " + step.path("command").asText() + values.get("c") + (options.isEmpty() ? "" : " " + options);
    }

    private String text(JsonNode node, String key) {
        return filled(node.path(key).asText());
    }

    /** A backtick in a value would turn code and text around. */
    private String filled(String text) {
        Map<String, Object> plain = new HashMap<>();
        values.forEach(
                (name, value) -> plain.put(name, value instanceof String word ? word.replace('`', '\'') : value));
        return group.in(TEXTS.compile(text).execute(plain).strip());
    }
}
