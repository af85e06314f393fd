package dev.landfall.event;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A text whose bytes are no characters of its column's character set; MariaDB stores such bytes and shows {@code ?}.
 *
 * @param bytes as stored; not to be written to
 * @param reason what is wrong with them
 */
public record UnreadableText(byte[] bytes, String reason) {
    private static final int SHOWN_BYTES = 40;

    @Override
    public boolean equals(Object other) {
        return other instanceof UnreadableText that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN_BYTES));
        return "0x" + hex + (bytes.length > SHOWN_BYTES ? "…" : "");
    }
}
