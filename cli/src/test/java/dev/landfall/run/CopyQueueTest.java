package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.apply.Chunk;
import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.ServerInfo;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.PlanBasis;
import dev.landfall.plan.Planner;
import dev.landfall.snapshot.KeyRange;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** customers - orders - items: orders are the middle of a chain of cascades, so items come after them. */
class CopyQueueTest {
    private static final SourcePosition EARLY = new SourcePosition(GtidSet.parse("0-1-5"), "binlog.000001", 500);
    private static final SourcePosition LATE = new SourcePosition(GtidSet.parse("0-1-6"), "binlog.000001", 600);
    private static final long SMALL = 16_384;
    private static final long LARGE = 1_000_000_000;
    private static final MigrationPlan PLAN = Planner.plan(PlanBasis.of(
            new SourceCatalog(
                    new ServerInfo(
                            "11.4.5-MariaDB", 1, true, "ROW", "FULL", false, "0-1-1", 0, false, false, 0, "", "SYSTEM"),
                    "shop",
                    List.of(
                            table("customers", null, LARGE),
                            table("orders", "customers", LARGE),
                            table("items", "orders", LARGE),
                            table("colours", null, SMALL),
                            table("scans", null, LARGE),
                            table("sizes", null, SMALL),
                            table("regions", null, SMALL),
                            table("cities", "regions", SMALL),
                            table("streets", "cities", SMALL)),
                    List.of(),
                    List.of(),
                    List.of()),
            "shop"));

    @Test
    void theEndOfAChainWaitsForItsMiddle() throws Exception {
        CopyQueue queue = new CopyQueue(
                List.of(chunk("items", 0), chunk("orders", 0), chunk("orders", 1)), PLAN, List.of(EARLY, EARLY));
        Chunk first = Objects.requireNonNull(taken(queue, 0));
        Chunk second = Objects.requireNonNull(taken(queue, 1));
        assertThat(List.of(first, second)).containsExactly(chunk("orders", 0), chunk("orders", 1));

        CompletableFuture<@Nullable Chunk> third = waiting(queue, 0);
        queue.done(List.of(first));
        assertThat(third).isNotDone();
        queue.done(List.of(second));
        await().until(third::isDone);
        assertThat(third.get()).isEqualTo(chunk("items", 0));
        assertThat(taken(queue, 1)).isNull();
    }

    @Test
    void theMiddleOfAChainIsReadAtTheSmallestPosition() throws Exception {
        CopyQueue queue = new CopyQueue(
                List.of(chunk("orders", 0), chunk("items", 0), chunk("customers", 0)), PLAN, List.of(LATE, EARLY));
        assertThat(taken(queue, 0)).isEqualTo(chunk("customers", 0));
        Chunk middle = Objects.requireNonNull(taken(queue, 1));
        assertThat(middle).isEqualTo(chunk("orders", 0));
        queue.done(List.of(middle));
        assertThat(taken(queue, 0)).isEqualTo(chunk("items", 0));
    }

    @Test
    void aWorkerBeyondTheLimitWaitsUntilItRises() throws Exception {
        CopyQueue queue =
                new CopyQueue(List.of(chunk("customers", 0), chunk("customers", 1)), PLAN, List.of(EARLY, EARLY));
        queue.limit(1);
        CompletableFuture<@Nullable Chunk> second = waiting(queue, 1);
        assertThat(taken(queue, 0)).isEqualTo(chunk("customers", 0));
        assertThat(second).isNotDone();
        queue.limit(2);
        await().until(second::isDone);
        assertThat(second.get()).isEqualTo(chunk("customers", 1));
    }

    @Test
    void theWorkerThatStaysIsOneAtTheSmallestPosition() throws Exception {
        CopyQueue queue = new CopyQueue(List.of(chunk("orders", 0)), PLAN, List.of(LATE, EARLY));
        queue.limit(1);
        assertThat(taken(queue, 1)).isEqualTo(chunk("orders", 0));
    }

    @Test
    void whoWaitsIsReleasedWhenAnotherFails() {
        CopyQueue queue = new CopyQueue(List.of(chunk("orders", 0)), PLAN, List.of(LATE, EARLY));
        CompletableFuture<@Nullable Chunk> waits = waiting(queue, 0);
        queue.clear();
        await().until(waits::isDone);
        assertThat(waits.join()).isNull();
    }

    @Test
    void whatIsCutFromAChunkIsNextForWhoeverWaits() throws Exception {
        CopyQueue queue = new CopyQueue(List.of(chunk("customers", 0)), PLAN, List.of(EARLY, EARLY));
        List<Chunk> first = Objects.requireNonNull(queue.take(0));
        CompletableFuture<@Nullable Chunk> second = waiting(queue, 1);
        assertThat(second).isNotDone();

        queue.putBack(List.of(chunk("customers", 1)));
        await().until(second::isDone);

        assertThat(second.get()).isEqualTo(chunk("customers", 1));
        queue.done(first);
        assertThat(taken(queue, 0)).isNull();
    }

    @Test
    void aTableThatWasCutIsDoneWhenItsLastPartIs() throws Exception {
        CopyQueue queue = new CopyQueue(List.of(chunk("orders", 0), chunk("items", 0)), PLAN, List.of(EARLY, EARLY));
        List<Chunk> first = Objects.requireNonNull(queue.take(0));
        queue.putBack(List.of(chunk("orders", 1)));
        queue.done(first);
        Chunk rest = Objects.requireNonNull(taken(queue, 0));
        assertThat(rest).isEqualTo(chunk("orders", 1));

        CompletableFuture<@Nullable Chunk> after = waiting(queue, 1);
        assertThat(after).isNotDone();
        queue.done(List.of(rest));
        await().until(after::isDone);
        assertThat(after.get()).isEqualTo(chunk("items", 0));
    }

    @Test
    void smallTablesGoOutTogetherAndEveryWorkerGetsAShare() throws Exception {
        CopyQueue queue = new CopyQueue(
                List.of(chunk("customers", 0), chunk("colours", 0), chunk("sizes", 0), chunk("regions", 0)),
                PLAN,
                List.of(EARLY, EARLY));
        assertThat(taken(queue, 0)).isEqualTo(chunk("customers", 0));
        assertThat(queue.take(1)).containsExactly(chunk("colours", 0), chunk("sizes", 0));
        assertThat(queue.take(0)).containsExactly(chunk("regions", 0));
    }

    @Test
    void aSmallTableIsNotTakenTogetherWithOneThatItWaitsFor() throws Exception {
        CopyQueue queue = new CopyQueue(
                List.of(chunk("colours", 0), chunk("cities", 0), chunk("streets", 0), chunk("sizes", 0)),
                PLAN,
                List.of(EARLY));
        List<Chunk> first = Objects.requireNonNull(queue.take(0));
        queue.putBack(List.of());
        assertThat(first).containsExactly(chunk("colours", 0), chunk("cities", 0), chunk("sizes", 0));
        queue.done(first);
        assertThat(queue.take(0)).containsExactly(chunk("streets", 0));
    }

    @Test
    void whatNobodyHasTakenIsLeftInItsOrderWhenTheQueueEnds() throws Exception {
        CopyQueue queue = new CopyQueue(
                List.of(chunk("customers", 0), chunk("regions", 0), chunk("customers", 2)),
                PLAN,
                List.of(EARLY, EARLY));
        assertThat(queue.take(0)).containsExactly(chunk("customers", 0));
        queue.clear();

        // A chunk in hand is cut.
        queue.putBack(List.of(chunk("customers", 1)));
        assertThat(queue.take(1)).isNull();
        assertThat(queue.left()).containsExactly(chunk("customers", 1), chunk("regions", 0), chunk("customers", 2));
    }

    @Test
    void fewWorkersCopyLargeRowsAtTheSameTime() throws Exception {
        CopyQueue queue = new CopyQueue(
                List.of(chunk("scans", 0), chunk("scans", 1), chunk("scans", 2), chunk("colours", 0)),
                PLAN,
                List.of(EARLY, EARLY, EARLY));
        Chunk first = Objects.requireNonNull(taken(queue, 0));
        assertThat(taken(queue, 1)).isEqualTo(chunk("scans", 1));
        assertThat(taken(queue, 2)).isEqualTo(chunk("colours", 0));

        CompletableFuture<@Nullable Chunk> third = waiting(queue, 2);
        assertThat(third).isNotDone();
        queue.done(List.of(first));
        await().until(third::isDone);
        assertThat(third.get()).isEqualTo(chunk("scans", 2));
    }

    /** Somebody who asks, and does not get one at once. */
    private static CompletableFuture<@Nullable Chunk> waiting(CopyQueue queue, int worker) {
        CompletableFuture<@Nullable Chunk> chunk = new CompletableFuture<>();
        Thread asking = new Thread(() -> chunk.complete(taken(queue, worker)));
        asking.start();
        await().until(() -> asking.getState() == Thread.State.WAITING);
        return chunk;
    }

    /** A chunk that stays whole. */
    private static @Nullable Chunk taken(CopyQueue queue, int worker) {
        try {
            List<Chunk> chunks = queue.take(worker);
            if (chunks == null) {
                return null;
            }
            queue.putBack(List.of());
            assertThat(chunks).hasSize(1);
            return chunks.get(0);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Chunk chunk(String table, int ordinal) {
        return new Chunk(new TableName("shop", table), ordinal, KeyRange.ALL, 10, null, 0, 0, 0);
    }

    private static SourceTable table(String name, @Nullable String parent, long bytes) {
        List<ForeignKey> keys = parent == null
                ? List.of()
                : List.of(new ForeignKey(
                        name + "_parent",
                        new TableName("shop", name),
                        List.of("parent"),
                        new TableName("shop", parent),
                        List.of("id"),
                        ForeignKey.Action.CASCADE,
                        ForeignKey.Action.RESTRICT));
        return new SourceTable(
                new TableName("shop", name),
                "InnoDB",
                List.of(),
                List.of(),
                List.of(),
                keys,
                List.of(),
                null,
                null,
                null,
                null,
                name.equals("scans") ? 400 : bytes / 100,
                bytes,
                "");
    }
}
