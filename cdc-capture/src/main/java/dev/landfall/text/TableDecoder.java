package dev.landfall.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;

/**
 * A character set of one or two bytes a character, as a table: Java's, with MariaDB's differences put in. The table
 * (a quarter of a megabyte for two bytes) is filled when the first value arrives, so unused character sets cost nothing.
 */
final class TableDecoder implements TextDecoder {
    /** A sequence without a character, in the table and in the differences. */
    static final int REFUSED = -1;

    private static final int ONE_BYTE = 0x100;
    private static final int TWO_BYTES = 0x1_0000;

    private final Charset charset;
    private final Map<Integer, Integer> differences;
    private volatile int[] table = {};

    /** @param differences byte sequence (as one number, first byte highest) to character */
    TableDecoder(Charset charset, Map<Integer, Integer> differences) {
        this.charset = charset;
        this.differences = Map.copyOf(differences);
    }

    @Override
    public String characters(byte[] row, int offset, int length) throws UnreadableBytesException {
        int[] characters = table();
        StringBuilder text = new StringBuilder(length);
        for (int at = offset; at < offset + length; at++) {
            int sequence = Byte.toUnsignedInt(row[at]);
            if (characters[sequence] == REFUSED && at + 1 < offset + length) {
                sequence = sequence << 8 | Byte.toUnsignedInt(row[++at]);
            }
            if (sequence >= characters.length || characters[sequence] == REFUSED) {
                throw new UnreadableBytesException(charset.name());
            }
            text.append((char) characters[sequence]);
        }
        return text.toString();
    }

    private int[] table() {
        int[] characters = table;
        if (characters.length == 0) {
            characters = fill();
            table = characters;
        }
        return characters;
    }

    private int[] fill() {
        boolean oneByte = charset.newEncoder().maxBytesPerChar() <= 1;
        int[] characters = new int[oneByte ? ONE_BYTE : TWO_BYTES];
        Arrays.fill(characters, REFUSED);
        for (int i = 0; i < ONE_BYTE; i++) {
            characters[i] = character((byte) i);
        }
        for (int i = ONE_BYTE; i < characters.length; i++) {
            if (characters[i >> 8] == REFUSED) {
                characters[i] = character((byte) (i >> 8), (byte) i);
            }
        }
        differences.forEach((sequence, character) -> characters[sequence] = character);
        return characters;
    }

    private int character(byte... sequence) {
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(sequence)).toString();
            return text.length() == 1 && Character.getType(text.charAt(0)) != Character.PRIVATE_USE
                    ? text.charAt(0)
                    : REFUSED; // MariaDB has no private characters
        } catch (CharacterCodingException e) {
            return REFUSED;
        }
    }
}
