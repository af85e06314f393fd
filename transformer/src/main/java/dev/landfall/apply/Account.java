package dev.landfall.apply;

/** What can become of a change. */
enum Account {
    /** The target's rows show it. */
    APPLIED,
    /** The snapshot has it already. */
    SKIPPED,
    /** A policy keeps its row out of the table. */
    REJECTED
}
