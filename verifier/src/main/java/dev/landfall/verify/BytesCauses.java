package dev.landfall.verify;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Tells in which way some bytes, in hexadecimal, have become others. Stateless. */
final class BytesCauses {
    private static final Pattern BLANK_END = Pattern.compile("(?:00|20)+\\z");

    private BytesCauses() {}

    static Cause of(String source, String target, boolean whole) {
        if (whole && withoutBlankEnd(source).equals(withoutBlankEnd(target))) {
            return Cause.PADDING;
        }
        if (!target.isEmpty() && target.length() < source.length() && source.startsWith(target)) {
            return Cause.TRUNCATED;
        }
        // Bytes that were taken for text and converted on the way.
        return whole && Misreading.explains(latin(source), latin(target)) ? Cause.CHARACTER_SET : Cause.OTHER;
    }

    /** Of pairs of digits, as many as there are whole ones: a digit 0 may belong to a byte that ends in it. */
    private static String withoutBlankEnd(String hex) {
        int end = hex.length();
        while (end >= 2 && BLANK_END.matcher(hex.substring(end - 2, end)).matches()) {
            end -= 2;
        }
        return hex.substring(0, end);
    }

    private static String latin(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }
}
