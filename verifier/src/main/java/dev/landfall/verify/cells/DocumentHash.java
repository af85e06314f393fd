package dev.landfall.verify.cells;

import java.util.OptionalLong;

/**
 * The hash of a JSON document, whatever the order of its members, the spelling of its numbers and of its characters. Documents
 * that repeat a key, that are nested deeply, or that are not JSON have a hash of their own or none: the caller asks another
 * judge. One thread.
 */
final class DocumentHash {
    private static final int DEEPEST = 100;
    private static final long OBJECT = 1;
    private static final long ARRAY = 2;
    private static final long STRING = 3;
    private static final long NUMBER = 4;
    private static final long WORD = 5;

    private final StringHash strings = new StringHash();
    private final Digits digits = new Digits();
    private byte[] bytes = {};
    private int at;
    private int end;
    private boolean odd;

    /** @return empty for what cannot be judged here */
    OptionalLong of(byte[] text, int offset, int length) {
        bytes = text;
        at = offset;
        end = offset + length;
        odd = false;
        long hash = value(0);
        skipSpace();
        return odd || at < end ? OptionalLong.empty() : OptionalLong.of(hash);
    }

    private long value(int depth) {
        skipSpace();
        if (at >= end || depth > DEEPEST) {
            return fail();
        }
        byte first = bytes[at];
        return switch (first) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    /** Members are added up, so that their order does not matter. */
    private long object(int depth) {
        long sum = 0;
        int members = 0;
        boolean more = begins('}');
        while (more && !odd) {
            skipSpace();
            long key = at < end && bytes[at] == '"' ? string() : fail();
            skipSpace();
            expect(':');
            sum += CellHash.add(CellHash.add(CellHash.word(OBJECT), key), value(depth + 1));
            members++;
            more = goesOn('}');
        }
        return CellHash.add(CellHash.add(CellHash.word(OBJECT), sum), members);
    }

    private long array(int depth) {
        long hash = CellHash.word(ARRAY);
        boolean more = begins(']');
        while (more && !odd) {
            hash = CellHash.add(hash, value(depth + 1));
            more = goesOn(']');
        }
        return hash;
    }

    /** @return whether something is inside */
    private boolean begins(char close) {
        at++;
        skipSpace();
        if (at < end && bytes[at] == close) {
            at++;
            return false;
        }
        return true;
    }

    /** @return whether another one follows */
    private boolean goesOn(char close) {
        skipSpace();
        if (at < end && bytes[at] == ',') {
            at++;
            return true;
        }
        expect(close);
        return false;
    }

    private long string() {
        int begin = at + 1;
        boolean escaped = false;
        int quote = begin;
        while (quote < end && bytes[quote] != '"') {
            if (bytes[quote] == '\\') {
                escaped = true;
                quote++;
            }
            quote++;
        }
        if (quote >= end) {
            return fail();
        }
        at = quote + 1;
        if (!escaped) {
            return CellHash.add(CellHash.bytes(bytes, begin, quote - begin), STRING);
        }
        OptionalLong hash = strings.of(bytes, begin, quote);
        return hash.isEmpty() ? fail() : CellHash.add(hash.getAsLong(), STRING);
    }

    private long word(String word) {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
        return CellHash.add(CellHash.word(WORD), word.charAt(0));
    }

    /** Its significant digits and the place of the last one: 1.50, 1.5 and 15e-1 are the same number. */
    private long number() {
        boolean negative = bytes[at] == '-';
        at += negative ? 1 : 0;
        int begin = at;
        digits.clear();
        long place = 0;
        int zeros = 0;
        boolean fraction = false;
        for (; at < end && (isDigit(bytes[at]) || bytes[at] == '.' && !fraction); at++) {
            if (bytes[at] == '.') {
                fraction = true;
                continue;
            }
            place -= fraction ? 1 : 0;
            int digit = bytes[at] - '0';
            if (digit == 0) {
                zeros += digits.any() ? 1 : 0;
                continue;
            }
            for (; zeros > 0; zeros--) {
                digits.add(0);
            }
            digits.add(digit);
        }
        if (at == begin) {
            return fail();
        }
        place += zeros + exponent();
        return digits.any()
                ? CellHash.add(CellHash.add(CellHash.add(digits.hash(), place), negative ? 1 : 0), NUMBER)
                : CellHash.word(NUMBER);
    }

    private long exponent() {
        if (at >= end || (bytes[at] | 0x20) != 'e') {
            return 0;
        }
        at++;
        boolean negative = at < end && bytes[at] == '-';
        at += at < end && (negative || bytes[at] == '+') ? 1 : 0;
        int begin = at;
        long value = 0;
        for (; at < end && isDigit(bytes[at]); at++) {
            value = Math.min(Integer.MAX_VALUE, value * 10 + bytes[at] - '0');
        }
        if (at == begin || value == Integer.MAX_VALUE) {
            return fail();
        }
        return negative ? -value : value;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private void expect(char character) {
        if (at < end && bytes[at] == character) {
            at++;
        } else {
            fail();
        }
    }

    private void skipSpace() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
    }

    /** Nothing is read any further. */
    private long fail() {
        odd = true;
        at = end;
        return 0;
    }

    /** Digits from the first significant one on, as many together as fit into a word. */
    private static final class Digits {
        private static final int IN_A_WORD = 18;

        private long hash;
        private long word;
        private int count;

        void clear() {
            hash = CellHash.start();
            word = 0;
            count = 0;
        }

        boolean any() {
            return count > 0;
        }

        void add(int digit) {
            word = word * 10 + digit;
            count++;
            if (count % IN_A_WORD == 0) {
                hash = CellHash.add(hash, word);
                word = 0;
            }
        }

        /** With the count, since a word does not tell the zeros that it begins with. */
        long hash() {
            return CellHash.add(CellHash.add(hash, word), count);
        }
    }
}
