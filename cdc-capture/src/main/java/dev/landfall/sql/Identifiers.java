package dev.landfall.sql;

/** The one place that quotes identifiers. */
public final class Identifiers {
    private Identifiers() {}

    /** A name for MariaDB, in backticks. */
    public static String mariaDb(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** A name for PostgreSQL, in double quotes. */
    public static String postgres(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A text literal for PostgreSQL with {@code standard_conforming_strings} on. */
    public static String postgresLiteral(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
