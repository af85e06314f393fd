package dev.landfall.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expands {@code ${VARIABLE}} from the environment; {@code $${} stands for a plain {@code ${}. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, String> environment;
    private final ConfigProblems problems;

    Placeholders(Map<String, String> environment, ConfigProblems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    String expand(String text, String where) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(placeholder -> Matcher.quoteReplacement(
                        placeholder.group(1) == null
                                ? "${"
                                : variable(
                                        placeholder.group(1),
                                        !placeholder.group(2).isEmpty(),
                                        where)));
    }

    private String variable(String name, boolean closed, String where) {
        String value = environment.get(name);
        if (!closed || !VARIABLE.matcher(name).matches()) {
            problems.add(
                    where, "${" + name + (closed ? "}" : "") + " names no environment variable (a plain ${ is $${).");
        } else if (value == null) {
            problems.add(where, "the environment variable " + name + " is not set.");
        }
        return value == null ? "" : value;
    }
}
