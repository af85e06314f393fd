package dev.landfall.profile;

/** What a value can be that PostgreSQL's nearest type may not hold. */
public enum Trait {
    /** A DATE, DATETIME or TIMESTAMP that no calendar has: zero, partial or invalid. */
    ZERO_DATE,
    /** Text with the character U+0000. */
    NUL_CHARACTER,
    /** Text whose bytes are no characters of the column's character set. */
    UNREADABLE_TEXT,
    /** BIGINT UNSIGNED above 2^63-1. */
    ABOVE_BIGINT,
    /** TINYINT(1) other than 0 and 1. */
    NOT_BOOLEAN,
    /** ENUM's error value: index 0, shown as ''. */
    ENUM_ERROR,
    /** JSON that is none by RFC 8259, although MariaDB's json_valid takes it. */
    NOT_JSON,
    /** JSON that {@code jsonb} refuses: the escape {@code \u0000}, half a surrogate pair, a number out of range. */
    NOT_JSONB,
    /** JSON with a key twice in one object: {@code jsonb} keeps the last only. */
    JSON_REPEATED_KEY
}
