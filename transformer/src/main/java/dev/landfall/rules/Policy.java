package dev.landfall.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What to do with a value that does not fit.
 *
 * @param sentinel the text of the value to take instead, for {@link Kind#SENTINEL}; empty for all others
 */
public record Policy(Kind kind, String sentinel) {
    private static final String SENTINEL = "sentinel:";

    /** The default: nothing is given up that nobody has agreed to give up. */
    public static final Policy STOP = new Policy(Kind.STOP, "");

    /** The ways out. */
    public enum Kind {
        /** The run ends with the place of the value. */
        STOP,
        /** The row is set aside with its original values. */
        REJECT,
        /** NULL takes its place. */
        NULL,
        /** The nearest value that fits takes its place. */
        REPLACE,
        /** One given value takes its place. */
        SENTINEL
    }

    public static Policy of(Kind kind) {
        return new Policy(kind, "");
    }

    /** Reads {@code stop}, {@code reject}, {@code null}, {@code replace} or {@code sentinel:text}. */
    public static Optional<Policy> parse(String text) {
        if (text.startsWith(SENTINEL)) {
            return Optional.of(new Policy(Kind.SENTINEL, text.substring(SENTINEL.length())));
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.SENTINEL)
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .map(Policy::of);
    }

    /** As the configuration file spells it. */
    public String text() {
        return kind == Kind.SENTINEL ? SENTINEL + sentinel : kind.name().toLowerCase(Locale.ROOT);
    }

    /** Whether another value takes the place of the one that does not fit. */
    public boolean changesValues() {
        return kind == Kind.NULL || kind == Kind.REPLACE || kind == Kind.SENTINEL;
    }

    @Override
    public String toString() {
        return text();
    }
}
