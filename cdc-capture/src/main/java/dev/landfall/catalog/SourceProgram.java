package dev.landfall.catalog;

/** Something that is reported but not moved: a view, trigger, routine or event. @param lines length of its body */
public record SourceProgram(Kind kind, String name, int lines) {
    /** What it is. */
    public enum Kind {
        VIEW,
        TRIGGER,
        PROCEDURE,
        FUNCTION,
        EVENT
    }
}
