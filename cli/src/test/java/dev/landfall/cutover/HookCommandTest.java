package dev.landfall.cutover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookCommandTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void whatItPrintsAndHowItEndedIsTold() throws Exception {
        HookCommand.Ended ended =
                HookCommand.run("echo to $LANDFALL_HOOK; echo no >&2; exit 7", Map.of("LANDFALL_HOOK", "fenced"), LONG);

        assertThat(ended).isEqualTo(new HookCommand.Ended(true, 7, "to fenced\nno"));
        assertThat(ended.succeeded()).isFalse();
        assertThat(HookCommand.run("true", Map.of(), LONG).succeeded()).isTrue();
    }

    @Test
    void itIsEndedWithItsChildrenWhenItsTimeIsOver() throws Exception {
        Path child = folder.resolve("child");

        HookCommand.Ended ended = HookCommand.run(
                "sh -c 'echo $$ > " + child + "; exec sleep 600' & wait", Map.of(), Duration.ofSeconds(2));

        assertThat(ended.succeeded()).isFalse();
        assertThat(ended.inTime()).isFalse();
        long pid = Long.parseLong(Files.readString(child).strip());
        await().until(() -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), alive -> !alive);
    }

    @Test
    void onlyTheEndOfMuchOutputIsKept() throws Exception {
        HookCommand.Ended ended = HookCommand.run("seq 1 100000", Map.of(), LONG);

        assertThat(ended.succeeded()).isTrue();
        assertThat(ended.printed()).hasSize(2_000).endsWith("100000");
    }
}
