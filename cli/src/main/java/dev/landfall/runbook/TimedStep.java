package dev.landfall.runbook;

/** The steps of a cutover, in order, by the names under which their times are kept. */
public enum TimedStep {
    CHECK("check", false, "server settings, privileges and the source's schema are looked at"),
    CATCH_UP("catch up", false, "the stream gets what the source has logged up to now, in two minutes at the most"),
    KEYS("keys", false, "foreign keys and checks that are not valid yet are validated"),
    VERIFY_LIVE(
            "verify live",
            false,
            "every row is compared; where all were proven equal before, only those that have changed since"),
    SLOT("slot", false, "PostgreSQL makes the replication slot of the way back; it waits for long transactions"),
    VERIFY_CHANGES("verify changes", false, "what has changed meanwhile is compared, until little is left"),
    FENCE("fence", true, "MariaDB refuses writes (read_only) until its position stands still, for 0.3 s at least"),
    DRAIN("drain", true, "the stream applies the rest"),
    VERIFY("verify", true, "what has changed since is compared, while nothing moves"),
    SEQUENCES("sequences", true, "identities and sequences are set beyond every key"),
    WAY_BACK("way back", true, "PostgreSQL's tables get what the way back needs"),
    SMOKE("smoke", true, "PostgreSQL answers the smoke queries of the configuration"),
    HAND_OVER("hand over", true, "the point of no return but by rollback: PostgreSQL takes writes");

    private final String text;
    private final boolean refusing;
    private final String does;

    TimedStep(String text, boolean refusing, String does) {
        this.text = text;
        this.refusing = refusing;
        this.does = does;
    }

    public String text() {
        return text;
    }

    /** Whether writes are refused meanwhile. */
    public boolean refusing() {
        return refusing;
    }

    /** @param split whether the fence is around single tables */
    public String does(boolean split) {
        return split && this == FENCE
                ? "MariaDB refuses writes to these tables by triggers, and to no other; making one waits for every transaction"
                        + " that has used its table"
                : does;
    }
}
