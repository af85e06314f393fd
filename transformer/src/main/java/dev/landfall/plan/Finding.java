package dev.landfall.plan;

/**
 * Something that does not arrive as it was.
 *
 * @param where table, or table and column, in the source's spelling
 * @param text what is seen and what becomes of it
 * @param advice what the user can do; empty when there is nothing to do
 */
public record Finding(String code, Severity severity, String where, String text, String advice) {
    /** How much it matters. */
    public enum Severity {
        /** The migration is refused until it is dealt with. */
        BLOCKER,
        /** Something of the source is not carried over or behaves differently. */
        WARNING,
        /** Worth knowing; nothing is lost. */
        INFO
    }

    public boolean blocks() {
        return severity == Severity.BLOCKER;
    }
}
