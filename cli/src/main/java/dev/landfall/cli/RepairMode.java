package dev.landfall.cli;

/** What {@code migrate verify --repair} does. */
enum RepairMode {
    APPLY("apply"),
    DRY_RUN("dry-run");

    private final String text;

    RepairMode(String text) {
        this.text = text;
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return text;
    }
}
