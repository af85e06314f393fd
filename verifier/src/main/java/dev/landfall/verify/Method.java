package dev.landfall.verify;

/** How rows are compared before anything is suspected of them. */
public enum Method {
    /** Hashed here unless the network is so slow that the servers' own digests are faster. */
    AUTO,
    /** Hashed here, as both servers send them in binary. Every row crosses the network. */
    ROWS,
    /** Digests that the servers compute themselves. Costs them several times as much. */
    CHECKSUMS;

    /** As a configuration spells it. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
