package dev.landfall.verify.cells;

import java.util.OptionalLong;

/** The hash of a JSON string with escapes: that of the text which it stands for. One thread. */
final class StringHash {
    private static final int HEX_DIGITS = 4;

    private byte[] text = new byte[256];
    private int length;

    /** @return that of {@link CellHash#bytes} over the text in UTF-8; empty when it is no text */
    OptionalLong of(byte[] bytes, int from, int end) {
        length = 0;
        if (text.length < end - from) {
            text = new byte[end - from];
        }
        int at = from;
        while (at < end) {
            if (bytes[at] != '\\') {
                text[length++] = bytes[at++];
            } else if (bytes[at + 1] != 'u') {
                byte plain = plain(bytes[at + 1]);
                if (plain == 0) {
                    return OptionalLong.empty();
                }
                text[length++] = plain;
                at += 2;
            } else {
                int unit = unit(bytes, at, end);
                at += 2 + HEX_DIGITS;
                if (unit >= 0 && Character.isHighSurrogate((char) unit)) {
                    int low = unit(bytes, at, end);
                    boolean pair = low >= 0 && Character.isLowSurrogate((char) low);
                    unit = pair ? Character.toCodePoint((char) unit, (char) low) : -1;
                    at += 2 + HEX_DIGITS;
                } else if (unit >= 0 && Character.isLowSurrogate((char) unit)) {
                    unit = -1;
                }
                if (unit < 0) {
                    return OptionalLong.empty();
                }
                write(unit);
            }
        }
        return OptionalLong.of(CellHash.bytes(text, 0, length));
    }

    private static byte plain(byte escaped) {
        return switch (escaped) {
            case '"', '\\', '/' -> escaped;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> 0;
        };
    }

    /** The UTF-16 unit that an escape at a place stands for; -1 when there is none. */
    private static int unit(byte[] bytes, int at, int end) {
        if (at + 2 + HEX_DIGITS > end || bytes[at] != '\\' || bytes[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 2 + HEX_DIGITS; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private void write(int character) {
        if (character < 0x80) {
            text[length++] = (byte) character;
        } else if (character < 0x800) {
            text[length++] = (byte) (0xC0 | character >> 6);
            text[length++] = (byte) (0x80 | character & 0x3F);
        } else {
            if (character < 0x10000) {
                text[length++] = (byte) (0xE0 | character >> 12);
            } else {
                text[length++] = (byte) (0xF0 | character >> 18);
                text[length++] = (byte) (0x80 | character >> 12 & 0x3F);
            }
            text[length++] = (byte) (0x80 | character >> 6 & 0x3F);
            text[length++] = (byte) (0x80 | character & 0x3F);
        }
    }
}
