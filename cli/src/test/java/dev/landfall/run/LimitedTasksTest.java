package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitedTasksTest {
    private static final List<String> TABLES = List.of("a", "b", "c");

    @Test
    void aWorkerBeyondTheLimitWaitsUntilItRises() throws Exception {
        LimitedTasks<String> queue = new LimitedTasks<>(TABLES);
        queue.limit(1);
        CompletableFuture<@Nullable String> second = waiting(queue, 1);
        assertThat(queue.take(0)).isSameAs(TABLES.get(0));
        assertThat(second).isNotDone();
        queue.limit(2);
        await().until(second::isDone);
        assertThat(second.get()).isSameAs(TABLES.get(1));
    }

    @Test
    void whoWaitsIsReleasedWhenTheLastTableIsTaken() throws Exception {
        LimitedTasks<String> queue = new LimitedTasks<>(TABLES.subList(0, 1));
        queue.limit(1);
        CompletableFuture<@Nullable String> second = waiting(queue, 1);
        assertThat(queue.take(0)).isNotNull();
        await().until(second::isDone);
        assertThat(second.get()).isNull();
    }

    @Test
    void whoWaitsIsReleasedWhenAnotherFails() throws Exception {
        LimitedTasks<String> queue = new LimitedTasks<>(TABLES);
        queue.limit(1);
        CompletableFuture<@Nullable String> second = waiting(queue, 1);
        queue.clear();
        await().until(second::isDone);
        assertThat(second.get()).isNull();
    }

    private static CompletableFuture<@Nullable String> waiting(LimitedTasks<String> queue, int worker) {
        CompletableFuture<@Nullable String> table = new CompletableFuture<>();
        Thread asking = new Thread(() -> {
            try {
                table.complete(queue.take(worker));
            } catch (InterruptedException e) {
                table.completeExceptionally(e);
            }
        });
        asking.start();
        await().until(() -> asking.getState() == Thread.State.WAITING);
        return table;
    }
}
