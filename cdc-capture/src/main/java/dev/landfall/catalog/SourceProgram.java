package dev.landfall.catalog;

import java.util.Locale;

/**
 * Something with a body of statements, which is reported but not moved: a trigger, routine or event.
 *
 * @param detail what sets it off, for people; empty for a routine
 * @param language of the body
 * @param lines of the body; 0 when the user may not see it
 * @param characters of the body
 */
public record SourceProgram(Kind kind, String name, String detail, String language, int lines, int characters) {
    /** What it is. */
    public enum Kind {
        TRIGGER,
        PROCEDURE,
        FUNCTION,
        PACKAGE,
        PACKAGE_BODY,
        EVENT;

        /** For people. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
