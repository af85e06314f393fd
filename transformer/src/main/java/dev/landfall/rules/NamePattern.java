package dev.landfall.rules;

import java.util.Locale;
import java.util.regex.Pattern;

/** Patterns of names, with {@code *} for any characters and {@code ?} for one; case does not count. */
final class NamePattern {
    private NamePattern() {}

    static boolean matches(String pattern, String name) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toLowerCase(Locale.ROOT).toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL)
                .matcher(name.toLowerCase(Locale.ROOT))
                .matches();
    }
}
