package dev.landfall.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code runbook}: who has which role. Roles are the user's own words; each has one line of text. */
final class PeopleReader {
    static final String SECTION = "runbook";
    private static final String PEOPLE = "people";

    private final Placeholders placeholders;
    private final ConfigProblems problems;

    PeopleReader(Placeholders placeholders, ConfigProblems problems) {
        this.placeholders = placeholders;
        this.problems = problems;
    }

    /** In the order of the file. */
    Map<String, String> read(@Nullable JsonNode section) {
        Map<String, String> people = new LinkedHashMap<>();
        if (section == null || section.isNull()) {
            return people;
        }
        if (!section.isObject()) {
            problems.add(SECTION, "must hold " + PEOPLE + ".");
            return people;
        }
        section.properties().forEach(entry -> {
            String path = SECTION + "." + entry.getKey();
            if (!entry.getKey().equals(PEOPLE)) {
                problems.add(path, "is an unknown key; there is " + SECTION + "." + PEOPLE + ".");
            } else if (entry.getValue().isObject()) {
                entry.getValue().properties().forEach(person -> person(path, person, people));
            } else {
                problems.add(path, "must hold roles and people, as in \"lead: Ada Example, +44 20 7946 0000\".");
            }
        });
        return people;
    }

    private void person(String path, Map.Entry<String, JsonNode> person, Map<String, String> people) {
        String where = path + "." + person.getKey();
        String text = person.getValue().asText().strip();
        if (!person.getValue().isTextual() || text.isEmpty()) {
            problems.add(where, "must be text (put it in quotes): a name, and how to reach whoever it is.");
        } else {
            people.put(person.getKey(), placeholders.expand(text, where).replaceAll("\\s+", " "));
        }
    }
}
