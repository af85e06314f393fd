package dev.landfall.mapping.view;

/** The ways in which a translated view is known to differ. */
enum ViewCaveat {
    LIKE("LIKE tells upper from lower case on PostgreSQL; on MariaDB the column's collation decides."),
    LOCATE("LOCATE, INSTR, POSITION and FIND_IN_SET tell upper from lower case on PostgreSQL; on MariaDB the collation"
            + " decides."),
    LETTER_CASE("UPPER and LOWER of letters beyond ASCII follow the PostgreSQL database's locale."),
    BYTES(
            "Bytes of text (LENGTH, HEX, MD5, SHA2) are those of UTF-8 on PostgreSQL, the column's character set's on MariaDB."),
    COLLATE("The COLLATE clauses are left out: PostgreSQL compares by the column's collation."),
    SESSION_TIME_ZONE("What it says of the time depends on the session's time zone, and the two servers' may differ."),
    ENUM_ORDER("An ENUM sorts in the order of its declaration on MariaDB, by its labels on PostgreSQL."),
    UUID_ORDER("UUIDs sort in another order on PostgreSQL."),
    GROUP_CONCAT_LIMIT(
            "MariaDB cuts GROUP_CONCAT at group_concat_max_len (1 MB unless set otherwise); PostgreSQL does not."),
    GROUP_CONCAT_ORDER("GROUP_CONCAT without ORDER BY: the order of the parts is the server's choice."),
    QUOTIENT(
            "It computes on with a quotient, which MariaDB carries to 9 fractional digits or so and PostgreSQL to more: last"
                    + " digits may differ."),
    FLOATING("MariaDB shows STD, VARIANCE, CUME_DIST and their like with fewer fractional digits."),
    JSON_SPACING("Objects and arrays taken out of a JSON document keep its own spacing; MariaDB prints them anew."),
    RECURSION(
            "MariaDB cuts text and digits that the first part of the recursive query has no room for; PostgreSQL does not.");

    private final String sentence;

    ViewCaveat(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
