package dev.landfall.bench;

/** Something that moves data and is timed. */
interface Candidate {
    String name();

    /** Sets up the next run, which takes time that does not count. The caller closes it. */
    Trial prepare() throws Exception;
}
