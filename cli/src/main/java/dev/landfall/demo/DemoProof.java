package dev.landfall.demo;

import java.time.Duration;
import java.util.List;

/**
 * What the journey has proven, all from the commands' own results and from what the application saw.
 *
 * @param rowsCopied by the snapshot
 * @param tables in the plan
 * @param streamed source transactions that the streams have applied
 * @param broughtBack target transactions that came back to MariaDB in front of the rollback
 * @param rowsCompared by the last verification, behind the fence
 * @param writer what the application saw, on both servers
 * @param downtimes writes refused, by their own account: of the cutover, the rollback, and the cutover after it
 */
record DemoProof(
        long rowsCopied,
        long tables,
        long streamed,
        long broughtBack,
        long rowsCompared,
        WriterFigures writer,
        List<Duration> downtimes) {
    DemoProof {
        downtimes = List.copyOf(downtimes);
    }

    void tell(Narrator narrator) {
        narrator.heading("Proven");
        narrator.fact("rows copied", Numbers.count(rowsCopied) + " in " + tables + " tables, without a lock");
        narrator.fact(
                "transactions streamed",
                Numbers.count(streamed) + " to PostgreSQL, " + Numbers.count(broughtBack)
                        + " and those of the rollback back to MariaDB");
        narrator.fact(
                "the shop has",
                "committed " + Numbers.count(writer.committed()) + " transactions, and given up "
                        + Numbers.count(writer.rolledBack()));
        narrator.fact(
                "parity",
                "0 differences in " + Numbers.count(rowsCompared) + " rows, and none behind the three fences");
        narrator.fact(
                "writes were refused",
                Numbers.seconds(downtimes.get(0)) + " by cutover, "
                        + Numbers.seconds(downtimes.get(1)) + " by rollback, "
                        + Numbers.seconds(downtimes.get(2)) + " by the next cutover");
        narrator.fact(
                "longest write pause",
                Numbers.seconds(writer.longestPause()) + " between two commits of the shop, wherever it worked");
    }
}
