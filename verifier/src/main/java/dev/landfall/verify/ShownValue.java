package dev.landfall.verify;

import dev.landfall.verify.RowDifference.ColumnDifference;
import org.jspecify.annotations.Nullable;

/**
 * A value as it was compared and as people read it.
 *
 * @param text null is SQL NULL
 */
record ShownValue(String canonical, @Nullable String text) {
    private static final int LONGEST = CanonicalForms.SHOWN_CHARACTERS - 1;

    /** At most 200 characters, and a mark where it was cut. */
    @Nullable
    String shown() {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** Where both look the same to people, what was compared is shown as well. */
    ColumnDifference difference(String column, ShownValue target) {
        String here = shown();
        String there = target.shown();
        if (here == null || there == null || !here.equals(there)) {
            return new ColumnDifference(column, here, there);
        }
        return new ColumnDifference(
                column, here + " [" + cut(canonical) + "]", there + " [" + cut(target.canonical) + "]");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
