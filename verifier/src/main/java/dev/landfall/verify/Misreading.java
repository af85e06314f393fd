package dev.landfall.verify;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recognizes text whose bytes were read in another character set than they were written in ("Ã©" for "é"). Stateless. */
final class Misreading {
    /** The character sets that European and Cyrillic data has lived in; those of East Asia are not told from noise so surely. */
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            Charset.forName("windows-1252"),
            StandardCharsets.ISO_8859_1,
            Charset.forName("ISO-8859-2"),
            Charset.forName("ISO-8859-15"),
            Charset.forName("windows-1250"),
            Charset.forName("windows-1251"),
            Charset.forName("KOI8-R"));

    private Misreading() {}

    /** Whether the bytes of one text, in some character set, read as the other text in another. */
    static boolean explains(String source, String target) {
        for (Charset written : CHARSETS) {
            byte[] bytes = bytes(source, written);
            if (bytes == null) {
                continue;
            }
            for (Charset read : CHARSETS) {
                if (!read.equals(written) && target.equals(text(bytes, read))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Null where the character set lacks a character. */
    private static byte @Nullable [] bytes(String text, Charset charset) {
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** MariaDB's latin1 is windows-1252 with control characters in place of the five bytes that that leaves out. */
    private static String text(byte[] bytes, Charset charset) {
        String text = new String(bytes, charset);
        if (charset.equals(StandardCharsets.UTF_8) || text.indexOf('\uFFFD') < 0) {
            return text;
        }
        StringBuilder filled = new StringBuilder(text);
        for (int i = 0; i < bytes.length; i++) {
            if (filled.charAt(i) == '\uFFFD') {
                filled.setCharAt(i, (char) (bytes[i] & 0xFF));
            }
        }
        return filled.toString();
    }
}
