package dev.landfall.verify;

/** What a difference looks like: the most likely way in which it came about. A hint for people, no proof. */
public enum Cause {
    /** The target lacks one row. */
    MISSING_ROW,
    /** The target lacks this row and its neighbours: everything between them. */
    MISSING_RANGE,
    /** The source does not have the row. */
    EXTRA_ROW,
    /** A policy sets the row aside, yet the target has it. */
    SET_ASIDE,
    /** The source has deleted or changed the row's parent, and what that does to the row has not reached the target. */
    LOST_CASCADE,
    /** The same wall clock reading in another time zone: whole quarters of an hour apart. */
    TIME_ZONE,
    /** Only the fraction differs: of a second, or of a decimal number. It was cut or rounded. */
    FRACTION,
    /** A floating point number that was written with too few digits, or is a few units in the last place off. */
    PRECISION,
    /** A floating point 0 and a -0. */
    ZERO_SIGN,
    /** A whole number, or a decimal one, that is exactly one unit in its last place off. */
    OFF_BY_ONE,
    /** Days apart at the same time of the day. Dates and midnights always are, so of these only one day says something. */
    WHOLE_DAYS,
    /** Blanks or zero bytes at the end. */
    PADDING,
    /** Bytes of one character set that were read as another one, or characters that another one does not have. */
    CHARACTER_SET,
    /** The same characters in another Unicode normal form. */
    NORMAL_FORM,
    LETTER_CASE,
    /** The same JSON document in another spelling. */
    JSON_TEXT,
    /** NULL on one side, an empty value on the other. */
    NULL_OR_EMPTY,
    /** Only the beginning is there. */
    TRUNCATED,
    /** Rows that are listed have each other's values, in all columns in which they differ. */
    SWAPPED,
    /** Several columns differ, each by a cause of its own. */
    SEVERAL,
    OTHER
}
