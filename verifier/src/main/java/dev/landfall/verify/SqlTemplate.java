package dev.landfall.verify;

import dev.landfall.sql.SqlFile;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement of {@code sql/verify} with {@code {names}} in the places of table names and expressions. */
final class SqlTemplate {
    private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\R");
    private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");

    private final String text;

    private SqlTemplate(String text) {
        this.text = text;
    }

    static SqlTemplate load(String file) {
        return new SqlTemplate(COMMENT.matcher(SqlFile.load("verify/" + file)).replaceAll(""));
    }

    /** Fills every place in one pass: what is put in is not looked at again, so names may hold braces. */
    String fill(Map<String, String> parts) {
        return PLACE.matcher(text).replaceAll(place -> {
            String part = parts.get(place.group(1));
            if (part == null) {
                throw new IllegalArgumentException("nothing to put in the place of " + place.group());
            }
            return Matcher.quoteReplacement(part);
        });
    }
}
