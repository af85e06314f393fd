package dev.landfall.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A target type that the user asks for, where more than one is possible. */
public enum TypeChoice {
    BOOLEAN,
    SMALLINT,
    BIGINT,
    NUMERIC,
    JSONB,
    JSON,
    TEXT,
    BIT,
    GEOMETRY,
    BYTEA;

    public static Optional<TypeChoice> of(String text) {
        return Arrays.stream(values())
                .filter(choice -> choice.text().equals(text))
                .findFirst();
    }

    /** As the configuration file and PostgreSQL spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
