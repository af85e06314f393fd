package dev.landfall.run;

/** What a process does for a migration; each role has one holder at a time. */
public enum Role {
    COPY(1),
    STREAM(2),
    CUTOVER(3),
    /** Holds the stream for a moment. */
    VERIFY(4),
    /** Brings changes of the target back to the source. */
    REVERSE(5);

    private final int number;

    Role(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
