package dev.landfall.cutover;

import dev.landfall.setting.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session of somebody else's on the source.
 *
 * @param host host and port, as the server has them
 * @param command what it does: {@code Sleep} for nothing
 * @param lasting since when it does that
 * @param transaction since when it has a transaction open; null for none
 * @param changedRows in that transaction, and not committed
 * @param statement the beginning of what it runs; null when it runs nothing
 * @param bypassing whether {@code read_only} does not hold its user back
 */
public record SourceSession(
        long id,
        String user,
        String host,
        String command,
        Duration lasting,
        @Nullable Duration transaction,
        long changedRows,
        @Nullable String statement,
        boolean bypassing) {
    private static final int SHOWN = 100;
    private static final Set<String> READS = Set.of(
            "select", "show", "explain", "describe", "desc", "set", "use", "help", "analyze", "(select", "values");

    /** Whether a COMMIT of it would write. */
    public boolean writing() {
        return changedRows > 0;
    }

    /** Whether it runs something now that writes, or may. */
    boolean mayBeWriting() {
        return statement != null
                && (writing()
                        || !READS.contains(statement.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT)));
    }

    /** For people, on one line: which it is, what it does and for how long. */
    public String text() {
        String does = statement == null
                ? (command.equals("Sleep") ? "idle" : command) + " for " + Durations.text(lasting)
                : "running for " + Durations.text(lasting) + ": " + shown(statement);
        return id + " " + user + "@" + host
                + (transaction == null
                        ? ""
                        : ", transaction open for " + Durations.text(transaction) + " (" + changedRows
                                + " row(s) changed)")
                + ", " + does;
    }

    private static String shown(String statement) {
        String line = statement.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}
