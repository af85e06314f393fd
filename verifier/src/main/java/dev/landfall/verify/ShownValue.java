package dev.landfall.verify;

import dev.landfall.verify.RowDifference.ColumnDifference;
import org.jspecify.annotations.Nullable;

/**
 * A value as it was compared and as people read it.
 *
 * @param text null is SQL NULL
 * @param whole false where the text ends before the value does
 */
record ShownValue(String canonical, @Nullable String text, boolean whole) {
    /** What is shown to people. */
    static final int SHOWN_CHARACTERS = 200;

    /** @param characters after which the server has cut the text */
    static ShownValue read(String canonical, @Nullable String text, int characters) {
        return new ShownValue(canonical, text, text == null || text.codePointCount(0, text.length()) < characters);
    }

    /** At most 200 characters, and a mark where it was cut. */
    @Nullable
    String shown() {
        return text == null ? null : cut(text);
    }

    /** Where both look the same to people, what was compared is shown as well. */
    ColumnDifference difference(String column, ShownValue target, Cause cause) {
        String here = shown();
        String there = target.shown();
        if (here == null || there == null || !here.equals(there)) {
            return new ColumnDifference(column, here, there, cause);
        }
        return new ColumnDifference(
                column, here + " [" + cut(canonical) + "]", there + " [" + cut(target.canonical) + "]", cause);
    }

    private static String cut(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
