package dev.landfall.run;

/** Whose the data is, for people who cannot ask both servers. */
final class Ownership {
    private Ownership() {}

    /** MariaDB or PostgreSQL. */
    static String owner(Phase phase) {
        return switch (phase) {
            case COPYING, ALIGNING, INDEXING, STREAMING, FENCED, DRAINED, PROVEN, REOPENING -> "MariaDB";
            case HANDED_OVER, RETURNING -> "PostgreSQL";
        };
    }

    /** A sentence without its full stop. */
    static String of(Phase phase) {
        return switch (phase) {
            case COPYING, ALIGNING, INDEXING, STREAMING -> "MariaDB owns the data";
            case FENCED, DRAINED, PROVEN ->
                "MariaDB owns the data and may refuse writes; migrate cutover puts that right";
            case HANDED_OVER -> "PostgreSQL owns the data and takes writes";
            case RETURNING ->
                "PostgreSQL owns the data and refuses writes for a rollback; if none is under way any more, migrate rollback"
                        + " --abort lets it take writes again, and needs no MariaDB";
            case REOPENING -> "MariaDB owns the data; migrate rollback opens it to writes";
        };
    }
}
