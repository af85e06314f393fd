package dev.landfall.output;

import dev.landfall.verify.RowDifference.ColumnDifference;
import dev.landfall.verify.RowDifference.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Both sides' values of a column, fit to be printed: quotes tell the text 'NULL' from no value and show blanks at the
 * ends, control characters are spelled out, and long values are cut to where they part.
 */
record ValuePair(String source, String target) {
    private static final int MAX_LENGTH = 36;
    private static final int BEFORE_DIFFERENCE = 16;

    /** @param kind a row that is missing on a side has no values there, not even NULL */
    static ValuePair of(Kind kind, ColumnDifference difference) {
        int parting = parting(difference.source(), difference.target());
        return new ValuePair(
                kind == Kind.EXTRA ? "" : show(difference.source(), parting),
                kind == Kind.MISSING ? "" : show(difference.target(), parting));
    }

    /** Where the values begin to differ. */
    private static int parting(@Nullable String source, @Nullable String target) {
        int i = 0;
        while (source != null
                && target != null
                && i < Math.min(source.length(), target.length())
                && source.charAt(i) == target.charAt(i)) {
            i++;
        }
        return i;
    }

    private static String show(@Nullable String value, int parting) {
        if (value == null) {
            return "NULL";
        }
        if (value.length() <= MAX_LENGTH) {
            return "'" + printable(value) + "'";
        }
        int start = Math.max(0, Math.min(parting - BEFORE_DIFFERENCE, value.length() - MAX_LENGTH));
        int end = Math.min(value.length(), start + MAX_LENGTH);
        return (start > 0 ? ".." : "'") + printable(value.substring(start, end)) + (end < value.length() ? ".." : "'");
    }

    /** Control characters could steer the terminal. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.chars()
                .forEach(character -> printable.append(
                        Character.isISOControl(character) ? escape(character) : Character.toString(character)));
        return printable.toString();
    }

    private static String escape(int control) {
        return switch (control) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\x%02x", control);
        };
    }
}
