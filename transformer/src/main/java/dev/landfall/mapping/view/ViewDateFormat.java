package dev.landfall.mapping.view;

import java.util.Map;

/** DATE_FORMAT's patterns as to_char's; English names, as on MariaDB with its default {@code lc_time_names}. */
final class ViewDateFormat {
    private static final Map<Character, String> PATTERNS = Map.ofEntries(
            Map.entry('Y', "YYYY"),
            Map.entry('y', "YY"),
            Map.entry('m', "MM"),
            Map.entry('c', "FMMM"),
            Map.entry('M', "FMMonth"),
            Map.entry('b', "Mon"),
            Map.entry('d', "DD"),
            Map.entry('e', "FMDD"),
            Map.entry('j', "DDD"),
            Map.entry('W', "FMDay"),
            Map.entry('a', "Dy"),
            Map.entry('H', "HH24"),
            Map.entry('k', "FMHH24"),
            Map.entry('h', "HH12"),
            Map.entry('I', "HH12"),
            Map.entry('l', "FMHH12"),
            Map.entry('i', "MI"),
            Map.entry('s', "SS"),
            Map.entry('S', "SS"),
            Map.entry('f', "US"),
            Map.entry('p', "AM"),
            Map.entry('T', "HH24:MI:SS"),
            Map.entry('r', "HH12:MI:SS AM"),
            Map.entry('v', "IW"),
            Map.entry('x', "IYYY"));

    private ViewDateFormat() {}

    static String pattern(String format) {
        StringBuilder out = new StringBuilder();
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                plain.append(c);
                continue;
            }
            i++;
            char letter = i < format.length() ? format.charAt(i) : ' ';
            if (letter == '%') {
                plain.append('%');
            } else {
                String pattern = PATTERNS.get(letter);
                if (pattern == null) {
                    throw new UntranslatableViewException("It calls DATE_FORMAT with %" + letter + ".");
                }
                quote(plain, out);
                out.append(pattern);
            }
        }
        quote(plain, out);
        return out.toString();
    }

    /** In double quotes, where to_char takes nothing for a pattern. */
    private static void quote(StringBuilder plain, StringBuilder out) {
        if (plain.isEmpty()) {
            return;
        }
        boolean harmless = plain.chars().allMatch(c -> "-/:., ".indexOf(c) >= 0);
        String quoted = plain.toString().replace("\\", "\\\\").replace("\"", "\\\"");
        out.append(harmless ? plain : '"' + quoted + '"');
        plain.setLength(0);
    }
}
