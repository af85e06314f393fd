package dev.landfall.text;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks whether bytes are UTF-8 as PostgreSQL takes it: well-formed, no surrogates, no U+0000. Stateless. */
public final class Utf8 {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long ONES = 0x0101_0101_0101_0101L;
    /** Bytes of a character. */
    private static final int LONGEST = 4;

    private static final int PART = 1 << 16;

    private Utf8() {}

    public static boolean isTextWithoutNul(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            at = skipAscii(bytes, at, end);
            if (at < end) {
                int size = sequence(bytes, at, end);
                if (size == 0) {
                    return false;
                }
                at += size;
            }
        }
        return true;
    }

    /** The same of a text of any length. @param text is read to its end where it is one */
    public static boolean isTextWithoutNul(InputStream text) throws IOException {
        byte[] part = new byte[PART];
        int kept = 0;
        while (true) {
            int end = kept + text.readNBytes(part, kept, PART - kept);
            boolean last = end < PART;
            int whole = last ? end : lastStart(part, end);
            if (!isTextWithoutNul(part, 0, whole)) {
                return false;
            }
            if (last) {
                return true;
            }
            kept = end - whole;
            System.arraycopy(part, whole, part, 0, kept);
        }
    }

    /** Where the last character begins, which may go on behind the end. */
    private static int lastStart(byte[] bytes, int end) {
        int at = end - 1;
        while (at > end - LONGEST && (bytes[at] & 0xC0) == 0x80) {
            at--;
        }
        return at;
    }

    /** Eight bytes at a time as long as none is zero and none has its highest bit. */
    private static int skipAscii(byte[] bytes, int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end) {
            long eight = (long) EIGHT.get(bytes, at);
            if (((eight | eight - ONES) & HIGH_BITS) != 0) {
                break;
            }
            at += Long.BYTES;
        }
        while (at < end && bytes[at] > 0) {
            at++;
        }
        return at;
    }

    /** Bytes of the character, which is not ASCII; 0 when it is none. */
    private static int sequence(byte[] bytes, int at, int end) {
        int first = Byte.toUnsignedInt(bytes[at]);
        int size = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (size == 0 || at + size > end) {
            return 0;
        }
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = Byte.toUnsignedInt(bytes[at + 1]);
        boolean forbidden = first == 0xE0 && second < 0xA0 // could be shorter
                || first == 0xED && second > 0x9F // surrogates
                || first == 0xF0 && second < 0x90 // could be shorter
                || first == 0xF4 && second > 0x8F; // beyond U+10FFFF
        return forbidden ? 0 : size;
    }
}
