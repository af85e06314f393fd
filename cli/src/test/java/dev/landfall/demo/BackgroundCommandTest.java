package dev.landfall.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceConfig;
import dev.landfall.target.TargetConfig;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BackgroundCommandTest {
    private final CountDownLatch running = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Thread closing = Thread.currentThread();

    @Test
    void isThroughBeforeItsServersGoWhoeverIsInterrupted() throws InterruptedException {
        BackgroundCommand command =
                BackgroundCommand.start(new DemoCommands(this::untilSomebodyWaitsForIt, servers()), "stream");
        running.await();
        closing.interrupt();

        command.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ended).isTrue();
    }

    private int untilSomebodyWaitsForIt(
            PrintWriter out, PrintWriter err, Map<String, String> environment, String... arguments) {
        running.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
            ended.set(true);
        }
        return 0;
    }

    private static DemoServers servers() {
        SourceConfig source =
                new SourceConfig("127.0.0.1", 3306, "shop", "landfall", new Secret("s"), TlsSettings.DISABLED);
        TargetConfig target =
                new TargetConfig("127.0.0.1", 5432, "shop", "landfall", new Secret("t"), TlsSettings.DISABLED, "shop");
        return new DemoServers(null, null, source, target, source, target);
    }
}
