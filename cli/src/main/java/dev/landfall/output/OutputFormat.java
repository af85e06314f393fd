package dev.landfall.output;

import java.util.Locale;

/** What stdout holds. */
public enum OutputFormat {
    /** Pages for people. */
    TEXT,
    /** One JSON object per line; the last one is the result or an error. */
    JSON;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
