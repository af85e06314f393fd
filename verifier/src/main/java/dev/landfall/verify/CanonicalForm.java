package dev.landfall.verify;

/**
 * A column as the same text on both servers, as SQL expressions.
 *
 * <p>The parts are arguments of {@code CONCAT}. What they add up to is the same on both servers if and only if the values
 * are the same, and no value's text runs into its neighbour's: text comes with its length, everything else is free of the
 * separator, and only NULL is empty. The shown values are for people, and nullable.
 *
 * @param sourceParts in MariaDB's dialect, separated by commas; NULL only if the server could not build the text
 * @param targetParts in PostgreSQL's dialect, separated by commas
 */
record CanonicalForm(String sourceParts, String targetParts, String sourceShown, String targetShown, Shown shown) {
    /** How long a value may be, and what it is shown as. */
    enum Shown {
        /** As it is: never more than some hundred characters. */
        WHOLE,
        CHARACTERS,
        /** In hexadecimal. */
        BYTES
    }

    /** @param characters after which the text is cut */
    String sourceText(int characters) {
        return switch (shown) {
            case WHOLE -> "CAST(" + sourceShown + " AS CHAR)";
            case CHARACTERS -> "LEFT(" + sourceShown + ", " + characters + ")";
            case BYTES -> "HEX(SUBSTR(" + sourceShown + ", 1, " + (characters + 1) / 2 + "))";
        };
    }

    /** @param characters after which the text is cut */
    String targetText(int characters) {
        return switch (shown) {
            case WHOLE -> "(" + targetShown + ")::text";
            case CHARACTERS -> "LEFT(" + targetShown + ", " + characters + ")";
            case BYTES -> "upper(encode(substr(" + targetShown + ", 1, " + (characters + 1) / 2 + "), 'hex'))";
        };
    }
}
