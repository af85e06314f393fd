package dev.landfall.profile;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of PostgreSQL's types takes a JSON text as it is. The rules are PostgreSQL's: RFC 8259 for {@code json}
 * (src/common/jsonapi.c); for {@code jsonb} also no {@code \u0000}, whole surrogate pairs, and numbers within {@code
 * numeric} (131072 digits before the point, 16383 behind it).
 */
public enum JsonShape {
    /** {@code jsonb} keeps its meaning whole. */
    JSONB,
    /** {@code jsonb} takes it, but keeps only the last of two equal keys. */
    REPEATED_KEY,
    /** Only {@code json} takes it. */
    JSON_ONLY,
    /** No JSON. */
    INVALID;

    /** A {@code jsonb} string ends at 2^28 bytes; what may come near in any encoding is not tried. */
    static final int LONGEST_FOR_JSONB = 60_000_000;

    public static JsonShape of(String text) {
        Scanner scanner = new Scanner(text);
        if (!scanner.document()) {
            return INVALID;
        }
        if (scanner.jsonOnly || text.length() > LONGEST_FOR_JSONB) {
            return JSON_ONLY;
        }
        return scanner.repeatedKey ? REPEATED_KEY : JSONB;
    }

    /** One pass over a text. */
    private static final class Scanner {
        private static final int MOST_WHOLE_DIGITS = 131_072;
        private static final int MOST_FRACTION_DIGITS = 16_383;
        /** MariaDB nests 32 levels; what goes deeper than this did not come from it. */
        private static final int DEEPEST = 1_000;

        private final String text;
        private int at;
        private int depth;
        private boolean jsonOnly;
        private boolean repeatedKey;

        Scanner(String text) {
            this.text = text;
        }

        boolean document() {
            return value() && at == text.length();
        }

        /** With the white space around it. */
        private boolean value() {
            space();
            boolean valid = switch (peek()) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> string() != null;
                case 't' -> word("true");
                case 'f' -> word("false");
                case 'n' -> word("null");
                default -> number();
            };
            space();
            return valid;
        }

        private boolean array() {
            if (empty(']')) {
                return true;
            }
            do {
                at++;
                if (depth > DEEPEST || !value()) {
                    return false;
                }
            } while (peek() == ',');
            return end(']');
        }

        private boolean object() {
            if (empty('}')) {
                return true;
            }
            Set<String> keys = new HashSet<>();
            do {
                at++;
                space();
                if (!key(keys) || !value()) {
                    return false;
                }
            } while (peek() == ',');
            return end('}');
        }

        /** Steps over the opening bracket, and the closing one of nothing; else back to the opening one. */
        private boolean empty(char closing) {
            int opening = at++;
            space();
            if (peek() == closing) {
                at++;
                return true;
            }
            at = opening;
            depth++;
            return false;
        }

        private boolean end(char closing) {
            boolean closed = peek() == closing && depth <= DEEPEST;
            at++;
            depth--;
            return closed;
        }

        private boolean key(Set<String> keys) {
            String name = depth <= DEEPEST && peek() == '"' ? string() : null;
            if (name == null) {
                return false;
            }
            repeatedKey |= !keys.add(name);
            space();
            if (peek() != ':') {
                return false;
            }
            at++;
            return true;
        }

        /** @return its characters; null when it is none */
        private @Nullable String string() {
            @Nullable StringBuilder characters = null;
            int from = ++at;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '"') {
                    String rest = text.substring(from, at++);
                    String whole =
                            characters == null ? rest : characters.append(rest).toString();
                    jsonOnly |= halfPair(whole);
                    return whole;
                }
                if (c < ' ') {
                    return null;
                }
                if (c == '\\') {
                    characters = (characters == null ? new StringBuilder() : characters).append(text, from, at);
                    int escaped = escape();
                    if (escaped < 0) {
                        return null;
                    }
                    characters.append((char) escaped);
                    from = at;
                } else {
                    at++;
                }
            }
            return null;
        }

        private static boolean halfPair(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else if (Character.isSurrogate(c)) {
                    return true;
                }
            }
            return false;
        }

        /** @return the character; negative when it is no escape */
        private int escape() {
            at++;
            char c = peek();
            at++;
            return switch (c) {
                case '"', '\\', '/' -> c;
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> unicode();
                default -> -1;
            };
        }

        private int unicode() {
            int code = 0;
            for (int i = 0; i < 4; i++, at++) {
                int digit = Character.digit(peek(), 16);
                if (digit < 0 || peek() > 'f') {
                    return -1;
                }
                code = code << 4 | digit;
            }
            jsonOnly |= code == 0;
            return code;
        }

        private boolean number() {
            if (peek() == '-') {
                at++;
            }
            int whole = at;
            if (peek() == '0') {
                at++;
            } else if (digits() == 0) {
                return false;
            }
            long wholeDigits = (long) at - whole;
            long fractionDigits = 0;
            if (peek() == '.') {
                at++;
                fractionDigits = digits();
                if (fractionDigits == 0) {
                    return false;
                }
            }
            if (peek() == 'e' || peek() == 'E') {
                at++;
                boolean negative = peek() == '-';
                if (negative || peek() == '+') {
                    at++;
                }
                int from = at;
                int count = digits();
                if (count == 0) {
                    return false;
                }
                long exponent = count > 9 ? Integer.MAX_VALUE : Long.parseLong(text.substring(from, at));
                wholeDigits += negative ? 0 : exponent;
                fractionDigits += negative ? exponent : 0;
            }
            jsonOnly |= wholeDigits > MOST_WHOLE_DIGITS || fractionDigits > MOST_FRACTION_DIGITS;
            // "01" and "1a" are no numbers with something behind them.
            return !Character.isLetterOrDigit(peek()) && peek() != '.' && peek() != '_';
        }

        private int digits() {
            int from = at;
            while (peek() >= '0' && peek() <= '9') {
                at++;
            }
            return at - from;
        }

        private boolean word(String word) {
            if (!text.startsWith(word, at)) {
                return false;
            }
            at += word.length();
            return !Character.isLetterOrDigit(peek()) && peek() != '_';
        }

        private void space() {
            while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
                at++;
            }
        }

        private char peek() {
            return at < text.length() ? text.charAt(at) : '\0';
        }
    }
}
