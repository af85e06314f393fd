package dev.landfall.run;

import static dev.landfall.run.Phase.ALIGNING;
import static dev.landfall.run.Phase.COPYING;
import static dev.landfall.run.Phase.DRAINED;
import static dev.landfall.run.Phase.FENCED;
import static dev.landfall.run.Phase.HANDED_OVER;
import static dev.landfall.run.Phase.INDEXING;
import static dev.landfall.run.Phase.PROVEN;
import static dev.landfall.run.Phase.REOPENING;
import static dev.landfall.run.Phase.RETURNING;
import static dev.landfall.run.Phase.STREAMING;

import java.util.List;

/**
 * Every way from one phase to another. {@link MigrationStore} keeps a phase by one of these only, and only out of its phases; the
 * diagram in docs/states.md is drawn from them.
 */
public enum Transition {
    COPIED(List.of(COPYING), INDEXING, "snapshot", "every table is copied, all at one position"),
    COPIED_APART(List.of(COPYING), ALIGNING, "snapshot", "every table is copied, at several positions"),
    ALIGNED(List.of(ALIGNING), INDEXING, "snapshot", "the binary log has brought all tables to one position"),
    COMPLETED(List.of(INDEXING), STREAMING, "snapshot", "keys, views and statistics are there"),
    FENCING(List.of(STREAMING), FENCED, "cutover", "begins to refuse writes on MariaDB, whose settings are kept"),
    DRAINING(List.of(FENCED), DRAINED, "cutover", "MariaDB stands still, and PostgreSQL has its last transaction"),
    PROVING(List.of(DRAINED), PROVEN, "cutover", "both sides are equal"),
    HANDING_OVER(List.of(PROVEN), HANDED_OVER, "cutover", "the decision: PostgreSQL takes writes"),
    OPENING_AGAIN(
            List.of(FENCED, DRAINED, PROVEN),
            STREAMING,
            "cutover",
            "undone, or an earlier one was cut short: MariaDB takes writes again"),
    FENCING_BACK(
            List.of(HANDED_OVER, RETURNING),
            RETURNING,
            "rollback",
            "PostgreSQL refuses writes; also when an earlier rollback was cut short"),
    STAYING(List.of(RETURNING), HANDED_OVER, "rollback", "undone, or --abort: PostgreSQL takes writes again"),
    GIVING_BACK(List.of(RETURNING), REOPENING, "rollback", "the decision: both sides are equal, MariaDB owns the data"),
    COMING_HOME(List.of(REOPENING), STREAMING, "rollback", "MariaDB takes writes");

    private final List<Phase> from;
    private final Phase to;
    private final String command;
    private final String when;

    Transition(List<Phase> from, Phase to, String command, String when) {
        this.from = from;
        this.to = to;
        this.command = command;
        this.when = when;
    }

    /** Not empty. */
    public List<Phase> from() {
        return from;
    }

    public Phase to() {
        return to;
    }

    /** Whose step it is. */
    public String command() {
        return command;
    }

    /**
     * Whether it is kept only when it is done, because it is done on MariaDB, and the phase before says that it may not be. One that is
     * cut short in between is done again. Every other one is kept before anything is built on it.
     */
    public boolean isKeptAfterwards() {
        return this == OPENING_AGAIN || this == COMING_HOME;
    }

    /** What has happened, or is decided by it, as a clause. */
    public String when() {
        return when;
    }
}
