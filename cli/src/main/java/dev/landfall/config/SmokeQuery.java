package dev.landfall.config;

import java.time.Duration;

/**
 * A query that PostgreSQL has to answer as expected before it owns the data.
 *
 * @param name for people
 * @param sql one statement, which changes nothing
 * @param within longest time that it may take
 */
public record SmokeQuery(String name, String sql, Expected expected, Duration within) {
    /** Long for a query of an application; all of them are within the time for which writes are refused. */
    public static final Duration WITHIN = Duration.ofSeconds(5);

    /** What it has to give. */
    public sealed interface Expected {
        /** For people. */
        String text();
    }

    /** One row with one column. @param text of the value, {@code true} or {@code false} for a boolean */
    public record Value(String text) implements Expected {}

    /** So many rows, whatever is in them. */
    public record Rows(long count) implements Expected {
        @Override
        public String text() {
            return count + " row(s)";
        }
    }
}
