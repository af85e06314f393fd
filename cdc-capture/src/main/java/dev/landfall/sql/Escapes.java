package dev.landfall.sql;

/** What stands behind a backslash in MariaDB's strings. */
public final class Escapes {
    private Escapes() {}

    /** The character that a backslash and this one mean. */
    public static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> '\0';
            case 'b' -> '\b';
            case 'Z' -> '\u001a';
            default -> c;
        };
    }
}
