package dev.landfall.transform;

import dev.landfall.profile.JsonShape;
import dev.landfall.target.PgType;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JSON document changed as little as its type asks for. Pure. */
public final class FittedJson {
    /** An escape of U+0000 or of half a surrogate pair, behind an even number of backslashes. */
    private static final Pattern UNFIT_ESCAPE = Pattern.compile(
            "(?<!\\\\)((?:\\\\\\\\)*)(?:\\\\u[dD][89abAB][0-9a-fA-F]{2}(\\\\u[dD][c-fC-F][0-9a-fA-F]{2})?|\\\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\\\u0000)");

    private FittedJson() {}

    /**
     * Of equal keys {@code jsonb} keeps the last; an escape that it refuses becomes U+FFFD; what is no JSON at all, or has a
     * number beyond all bounds, becomes a JSON string of its text.
     */
    public static String of(String text, PgType type) {
        JsonShape shape = JsonShape.of(text);
        if (shape == JsonShape.JSONB
                || shape == JsonShape.REPEATED_KEY
                || shape == JsonShape.JSON_ONLY && type.kind() == PgType.Kind.JSON) {
            return text;
        }
        if (shape == JsonShape.JSON_ONLY) {
            String replaced = UNFIT_ESCAPE
                    .matcher(text)
                    .replaceAll(found -> found.group(2) == null
                            ? Matcher.quoteReplacement(found.group(1) + "\\ufffd")
                            : Matcher.quoteReplacement(found.group()));
            JsonShape after = JsonShape.of(replaced);
            if (after == JsonShape.JSONB || after == JsonShape.REPEATED_KEY) {
                return replaced;
            }
        }
        return quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\0' -> out.append('\uFFFD');
                default -> {
                    if (c < ' ') {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
