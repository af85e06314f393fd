package dev.landfall.profile;

import dev.landfall.text.Utf8;
import java.util.Arrays;

/**
 * Recognises documents that {@code jsonb} keeps whole, by a part of the rules of {@link JsonShape} that
 * needs no characters: no backslash, numbers of at most 18 digits without exponent, not too many members. Says no where it is
 * not sure; the whole rules decide then. Not thread-safe; made once for many documents.
 */
public final class PlainJson {
    private static final int MOST_DIGITS = 18;
    /** In one object; each key is compared with all before it. */
    private static final int MOST_MEMBERS = 32;

    private static final int DEEPEST = 32;

    /** Where the keys of the objects that are open begin and end. */
    private final int[] keysFrom = new int[MOST_MEMBERS * DEEPEST];

    private final int[] keysTo = new int[MOST_MEMBERS * DEEPEST];
    private byte[] bytes = {};
    private int at;
    private int end;
    private int depth;

    /** Whether the bytes are such a document, in UTF-8. */
    public boolean fits(byte[] source, int offset, int length) {
        bytes = source;
        at = offset;
        end = offset + length;
        depth = 0;
        return length <= JsonShape.LONGEST_FOR_JSONB
                && Utf8.isTextWithoutNul(source, offset, length)
                && value()
                && at == end;
    }

    /** With the white space around it. */
    private boolean value() {
        space();
        boolean plain = switch (peek()) {
            case '{' -> members(true);
            case '[' -> members(false);
            case '"' -> string();
            case 't' -> word('r', 'u', 'e');
            case 'f' -> word('a', 'l', 's', 'e');
            case 'n' -> word('u', 'l', 'l');
            default -> number();
        };
        space();
        return plain;
    }

    private boolean members(boolean object) {
        char closing = object ? '}' : ']';
        at++;
        space();
        if (peek() == closing) {
            at++;
            return true;
        }
        if (depth == DEEPEST) {
            return false;
        }
        depth++;
        int count = 0;
        while (!object || key(count++)) {
            if (!value()) {
                return false;
            }
            int next = peek();
            at++;
            if (next == closing) {
                depth--;
                return true;
            }
            if (next != ',') {
                return false;
            }
        }
        return false;
    }

    /** @param number of the members before it */
    private boolean key(int number) {
        space();
        int from = at;
        if (number == MOST_MEMBERS || peek() != '"' || !string()) {
            return false;
        }
        int first = (depth - 1) * MOST_MEMBERS;
        for (int i = first; i < first + number; i++) {
            if (Arrays.equals(bytes, keysFrom[i], keysTo[i], bytes, from, at)) {
                return false;
            }
        }
        keysFrom[first + number] = from;
        keysTo[first + number] = at;
        space();
        return peek() == ':' && at++ < end;
    }

    private boolean string() {
        for (at++; at < end; at++) {
            byte b = bytes[at];
            if (b == '"') {
                at++;
                return true;
            }
            // A byte of another character is negative, and is none of these.
            if (b == '\\' || b >= 0 && b < ' ') {
                return false;
            }
        }
        return false;
    }

    private boolean number() {
        if (peek() == '-') {
            at++;
        }
        int whole = at;
        int digits = digits();
        if (digits == 0 || digits > 1 && bytes[whole] == '0') {
            return false;
        }
        if (peek() == '.') {
            at++;
            int fraction = digits();
            if (fraction == 0) {
                return false;
            }
            digits += fraction;
        }
        return digits <= MOST_DIGITS && endsHere();
    }

    private int digits() {
        int from = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        return at - from;
    }

    private boolean word(char... rest) {
        at++;
        for (char c : rest) {
            if (peek() != c) {
                return false;
            }
            at++;
        }
        return endsHere();
    }

    /** What may follow a number or a word; anything else is left to the whole rules. */
    private boolean endsHere() {
        return switch (peek()) {
            case -1, ',', ']', '}', ' ', '\t', '\n', '\r' -> true;
            default -> false;
        };
    }

    private void space() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            at++;
        }
    }

    private int peek() {
        return at < end ? bytes[at] & 0xFF : -1;
    }
}
