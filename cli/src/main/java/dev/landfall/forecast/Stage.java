package dev.landfall.forecast;

/** What a snapshot does to tables, one after the other. */
public enum Stage {
    COPY("copy"),
    INDEX("index"),
    UNIQUE("keys"),
    FOREIGN_KEYS("keys"),
    VALIDATION("keys"),
    ANALYZE("analyze");

    private final String text;

    Stage(String text) {
        this.text = text;
    }

    /** As progress names the phase of a table that is in it. */
    public String text() {
        return text;
    }
}
