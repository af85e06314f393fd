package dev.landfall.demo;

import java.time.Duration;

/**
 * What the journey has proven, all from the commands' own results and from what the application saw.
 *
 * @param rowsCopied by the snapshot
 * @param tables in the plan
 * @param streamed source transactions that the stream has applied
 * @param rowsCompared by the last verification, behind the fence
 * @param writer what the application saw
 * @param downtime writes refused, by the cutover's own account
 * @param seenPause from the application's last commit on MariaDB to its first one on PostgreSQL
 */
record DemoProof(
        long rowsCopied,
        long tables,
        long streamed,
        long rowsCompared,
        WriterFigures writer,
        Duration downtime,
        Duration seenPause) {
    void tell(Narrator narrator) {
        narrator.heading("Proven");
        narrator.fact("rows copied", Numbers.count(rowsCopied) + " in " + tables + " tables, without a lock");
        narrator.fact(
                "transactions streamed",
                Numbers.count(streamed) + "; the shop has committed " + Numbers.count(writer.committed())
                        + " and given up " + Numbers.count(writer.rolledBack()));
        narrator.fact(
                "parity", "0 differences in " + Numbers.count(rowsCompared) + " rows, with the source standing still");
        narrator.fact(
                "longest write pause",
                Numbers.seconds(longest(seenPause, writer.longestPause())) + " between two commits of the shop; the"
                        + " cutover held writes back for " + Numbers.seconds(downtime));
    }

    private static Duration longest(Duration first, Duration second) {
        return first.compareTo(second) > 0 ? first : second;
    }
}
