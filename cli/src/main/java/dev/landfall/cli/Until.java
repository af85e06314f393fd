package dev.landfall.cli;

/** What a stream can be told to run to, besides a position. */
enum Until {
    CAUGHT_UP;

    /** As it is typed. */
    @Override
    public String toString() {
        return "caught-up";
    }
}
