package dev.landfall.text;

import dev.landfall.event.UnreadableText;

/** Turns the bytes of a text column into its characters. Thread-safe. */
@FunctionalInterface
public interface TextDecoder {
    /**
     * @param bytes holds the value from {@code offset} on; neither changed nor kept
     * @throws UnreadableBytesException when the bytes are no text of the character set
     */
    String characters(byte[] bytes, int offset, int length) throws UnreadableBytesException;

    /** @return a {@link String}, or {@link UnreadableText} where the bytes are no text of the character set */
    default Object decode(byte[] bytes, int offset, int length) {
        try {
            return characters(bytes, offset, length);
        } catch (UnreadableBytesException e) {
            byte[] own = new byte[length];
            System.arraycopy(bytes, offset, own, 0, length);
            return new UnreadableText(own, e.reason());
        }
    }
}
