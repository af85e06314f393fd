package dev.landfall.bench;

/** Something that moves the data from the source into a database of the target. */
interface Candidate {
    String name();

    /** What its database is made from. */
    default String template() {
        return TargetDatabases.EMPTY;
    }

    /** Moves everything; failures that are the candidate's own are part of the answer. */
    Attempt run(String database) throws Exception;
}
