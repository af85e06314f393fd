package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.TestMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a server of its own: a cutover sets read_only for everybody. */
class CutoverHooksIT {
    private static final List<String> ALL = List.of("preFence", "fenced", "drained", "proven", "handedOver", "aborted");

    @TempDir
    private Path folder;

    @Test
    void hooksRunInTheirOrderAndCanSayNoUntilTheHandOver() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage voyage = Voyage.on(
                        server,
                        "CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY)",
                        "INSERT INTO item VALUES (1), (2)")) {
            assertThat(voyage.run("snapshot").exitCode()).isZero();

            // Before the fence: nothing has begun.
            Voyage.Ended notBegun = voyage.run(cutover(Map.of("preFence", "echo not now; exit 3"), "--one-way"));
            assertThat(notBegun.exitCode()).as(notBegun.toString()).isEqualTo(1);
            assertThat(notBegun.err()).contains("CUTOVER-001", "exit code 3: not now", "Writes were never refused.");
            assertThat(hooks()).containsExactly("pre-fence");

            // The last chance to say no.
            Voyage.Ended undone = voyage.run(cutover(Map.of("proven", "echo smoke; false"), "--one-way"));
            assertThat(undone.exitCode()).as(undone.toString()).isEqualTo(1);
            assertThat(undone.err()).contains("CUTOVER-002", "hook proven", "smoke", "The source takes writes again");
            assertThat(hooks()).containsExactly("pre-fence", "fenced", "drained", "proven", "aborted");
            assertThat(voyage.source().value("SELECT @@global.read_only")).isEqualTo("0");

            // A rehearsal switches nothing.
            assertThat(voyage.run(cutover(Map.of(), "--rehearse")).exitCode()).isZero();
            assertThat(hooks()).isEmpty();

            // Behind the hand-over nothing can be undone.
            Voyage.Ended handedOver = voyage.run(cutover(Map.of("handedOver", "echo no proxy; exit 1"), "--one-way"));
            assertThat(handedOver.exitCode()).as(handedOver.toString()).isEqualTo(4);
            assertThat(handedOver.err()).contains("CUTOVER-005", "PostgreSQL owns the data", "no proxy", "do by hand");
            assertThat(hooks()).containsExactly("pre-fence", "fenced", "drained", "proven", "handed-over");
            assertThat(voyage.run("status").out()).contains("handed-over");
            assertThat(voyage.run(cutover(Map.of(), "--one-way")).err()).contains("RUN-002", "by hand:");
        }
    }

    /** Every hook notes its name and that it knows where it is. @param more what some of them do then */
    private String[] cutover(Map<String, String> more, String flag) throws IOException {
        List<String> lines = new ArrayList<>(List.of("cutover:", "  hooks:"));
        for (String hook : ALL) {
            lines.add("    " + hook
                    + ": \"test -n \\\"$LANDFALL_TARGET_SCHEMA\\\" && test -z \\\"$MIGRATE_TARGET_PASSWORD\\\""
                    + " && echo $LANDFALL_HOOK >> " + folder.resolve("hooks") + "; " + more.getOrDefault(hook, "true")
                    + "\"");
        }
        Path config = folder.resolve("landfall.yaml");
        Files.write(config, lines);
        return new String[] {"cutover", "--config", config.toString(), flag};
    }

    /** Those that have run since the last time. */
    private List<String> hooks() throws IOException {
        Path file = folder.resolve("hooks");
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> names = Files.readAllLines(file);
        Files.delete(file);
        return names;
    }
}
