package dev.landfall.verify;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells in which way one text has become another. Stateless. */
final class TextCauses {
    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7F]+");

    /** What stands in place of characters that could not be converted. */
    private static final Pattern MARKS = Pattern.compile("[?\uFFFD]+");

    private static final Pattern BLANK_END = Pattern.compile("[ \\x00]+\\z");

    private TextCauses() {}

    /** @param whole whether both are whole; otherwise they end before their values do, and less can be said */
    static Cause of(String source, String target, boolean whole) {
        if (!whole) {
            return !target.isEmpty() && target.length() < source.length() && source.startsWith(target)
                    ? Cause.TRUNCATED
                    : Cause.OTHER;
        }
        if (withoutBlankEnd(source).equals(withoutBlankEnd(target))) {
            return Cause.PADDING;
        }
        if (source.toLowerCase(Locale.ROOT).equals(target.toLowerCase(Locale.ROOT))) {
            return Cause.LETTER_CASE;
        }
        if (normalized(source).equals(normalized(target))) {
            return Cause.NORMAL_FORM;
        }
        if (Misreading.explains(source, target) || charactersAreLost(source, target)) {
            return Cause.CHARACTER_SET;
        }
        return !target.isEmpty() && source.startsWith(target) ? Cause.TRUNCATED : Cause.OTHER;
    }

    private static String withoutBlankEnd(String text) {
        return BLANK_END.matcher(text).replaceFirst("");
    }

    private static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Each by a mark, or all bytes of it by marks. What could be converted is kept. */
    private static boolean charactersAreLost(String source, String target) {
        int[] before = source.codePoints().toArray();
        int[] after = target.codePoints().toArray();
        boolean perCharacter = before.length == after.length;
        for (int i = 0; perCharacter && i < before.length; i++) {
            perCharacter = before[i] == after[i] || before[i] > 0x7F && (after[i] == '?' || after[i] == 0xFFFD);
        }
        return perCharacter
                || NOT_ASCII.matcher(source).find()
                        && NOT_ASCII
                                .matcher(source)
                                .replaceAll("?")
                                .equals(MARKS.matcher(target).replaceAll("?"));
    }
}
