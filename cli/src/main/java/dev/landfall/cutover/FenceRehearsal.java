package dev.landfall.cutover;

import dev.landfall.run.MigrationRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How long a fence would take, as far as that shows without refusing a write: what it asks the source, the time for which the position
 * has to stand still, and what it would wait for if it went up now.
 *
 * @param atLeast without what it would wait for, of which nobody knows when it ends
 */
record FenceRehearsal(Duration atLeast, FenceReport report) {
    static FenceRehearsal run(Connection source, MigrationRecord record) throws SQLException {
        long startedAt = System.nanoTime();
        FenceSettings settings = SourceFence.of(source, record).current();
        SourceSessions sessions = SourceSessions.read(source);
        Duration asking = Duration.ofNanos(System.nanoTime() - startedAt);
        Duration still = record.isSplit() ? Duration.ZERO : WriteFence.STILL;
        List<String> longer = record.isSplit() ? longer(record, sessions) : longer(settings, sessions);
        return new FenceRehearsal(
                still.plus(asking),
                new FenceReport(
                        still, record.isSplit() ? SourceSessions.NONE : sessions, List.of(), List.of(), longer));
    }

    /** Of a fence around single tables. */
    private static List<String> longer(MigrationRecord record, SourceSessions sessions) {
        List<String> longer = new ArrayList<>();
        longer.add("The fence waits, table by table, for every transaction that has used one of its "
                + record.plan().tables().size()
                + " tables, readers too; whoever comes meanwhile waits behind.");
        sessions.all().stream()
                .filter(session -> session.transaction() != null)
                .findFirst()
                .ifPresent(
                        oldest -> longer.add("The oldest transaction of the server: session " + oldest.text() + "."));
        longer.add(
                "The drain takes longer by what is written right in front of the fence, a large transaction above all, of other"
                        + " tables as well.");
        longer.add(
                "Not in it are the fence's triggers, sequences, way back and hand-over, which a rehearsal cannot try.");
        longer.addAll(sessions.unknown());
        return longer;
    }

    private static List<String> longer(FenceSettings settings, SourceSessions sessions) {
        List<String> longer = new ArrayList<>();
        sessions.awaited().stream()
                .max(Comparator.comparing(SourceSession::lasting))
                .ifPresent(
                        longest -> longer.add("The fence waits for statements under way that write; now the longest of "
                                + sessions.awaited().size() + ": session " + longest.text() + "."));
        if (sessions.awaited().isEmpty() && sessions.unknown().isEmpty()) {
            longer.add(
                    "The fence waits for statements under way that write, ALTER TABLE among them; now none runs. Who holds"
                            + " LOCK TABLES ... WRITE and runs nothing is waited for as well, and cannot be seen.");
        }
        sessions.refused().stream()
                .filter(session -> session.transaction() != null)
                .findFirst()
                .ifPresent(oldest ->
                        longer.add("It does not wait for open transactions: their COMMIT is refused; now the oldest"
                                + " of " + sessions.refused().size() + ": session " + oldest.text() + "."));
        if (!sessions.bypassing().isEmpty()) {
            longer.add("A cutover would not begin, unless with --end-sessions, because read_only does not hold back "
                    + sessions.bypassing().size() + " session(s):"
                    + SourceSessions.named(sessions.bypassing(), "; ").substring(1)
                    + ". With it, the fence takes longer by the rollback of what they have changed.");
        }
        if (settings.eventScheduler()) {
            longer.add(
                    "The fence stops the event scheduler. An event that runs then goes on: it is refused, or, where its definer"
                            + " goes past read_only, the position does not stand still before it ends.");
        }
        longer.add(
                "The drain takes longer by what is written right in front of the fence, a large transaction above all.");
        longer.add("Not in it are sequences, way back and hand-over, which a rehearsal cannot try.");
        longer.addAll(sessions.unknown());
        return longer;
    }
}
