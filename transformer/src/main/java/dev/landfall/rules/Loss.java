package dev.landfall.rules;

import java.util.Arrays;
import java.util.Optional;

/** A kind of value, or of row, that the target cannot hold as it is. */
public enum Loss {
    /** A date that no calendar has: {@code 0000-00-00}, {@code 2024-00-15}, {@code 2024-02-31}. */
    ZERO_DATE("zeroDate"),
    /** Text with the character U+0000. */
    NUL_CHARACTER("nulCharacter"),
    /** Text whose bytes are no characters of the column's character set. */
    UNREADABLE_TEXT("unreadableText"),
    /** A number that the smaller type has no room for: above 2^63-1 in a {@code bigint}, not 0 or 1 in a {@code boolean}. */
    OUT_OF_RANGE("outOfRange"),
    /** A JSON document that the column's type refuses or would change. */
    UNFIT_JSON("unfitJson"),
    /**
     * No value but a row, which PostgreSQL itself does not take into its table, for a constraint of the target's own or for its
     * size. Decided about for all columns of a table alike.
     */
    REFUSED_ROW("refusedRow");

    private final String key;

    Loss(String key) {
        this.key = key;
    }

    /** Its name in the configuration file, in reports and in the control schema. */
    public String key() {
        return key;
    }

    public static Optional<Loss> of(String key) {
        return Arrays.stream(values()).filter(loss -> loss.key.equals(key)).findFirst();
    }
}
