package dev.landfall.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A value that is too large to be held in memory: bytes, or a text without U+0000. It can be read, as often as needed, until its
 * transaction is closed. Equal to another one of the same content, not to the same value in memory. Thread-safe.
 */
public final class LargeValue {
    private static final int PART = 1 << 16;

    private final Source source;
    private final boolean text;

    /** Where its bytes are. Thread-safe. */
    public interface Source {
        int length();

        /** From the first byte on, to the last. */
        InputStream read();
    }

    private LargeValue(Source source, boolean text) {
        this.source = source;
        this.text = text;
    }

    public static LargeValue ofBytes(Source bytes) {
        return new LargeValue(bytes, false);
    }

    /** @param utf8 is known to be well-formed and without U+0000 */
    public static LargeValue ofText(Source utf8) {
        return new LargeValue(utf8, true);
    }

    public boolean isText() {
        return text;
    }

    /** Of its bytes; those of a text are UTF-8. */
    public int length() {
        return source.length();
    }

    /** Its bytes; the caller closes it. */
    public InputStream read() {
        return source.read();
    }

    /** The value as one of a usual size is: {@link String} or {@code byte[]}. */
    public Object inMemory() {
        byte[] bytes = new byte[length()];
        try (InputStream in = read()) {
            in.readNBytes(bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text ? new String(bytes, StandardCharsets.UTF_8) : bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LargeValue that && text == that.text && length() == that.length() && hasContentOf(that);
    }

    private boolean hasContentOf(LargeValue that) {
        try (InputStream mine = read();
                InputStream other = that.read()) {
            byte[] part;
            do {
                part = mine.readNBytes(PART);
                if (!Arrays.equals(part, other.readNBytes(PART))) {
                    return false;
                }
            } while (part.length > 0);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int hashCode() {
        return length();
    }

    @Override
    public String toString() {
        return length() + (text ? " bytes of text" : " bytes");
    }
}
