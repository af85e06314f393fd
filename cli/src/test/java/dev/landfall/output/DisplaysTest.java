package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.run.Progress.TableProgress;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DisplaysTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aLogGetsALinePerPhaseNoteAndDifference() {
        // When
        try (ProgressDisplay display = console(OutputFormat.TEXT, Terminal.NONE).progress()) {
            display.phase("copy");
            display.note("Going on with the snapshot.");
            display.table(new TableProgress("orders", "copy", 1, 2, 3));
            display.verdict(Samples.equal());
            display.verdict(Samples.different());
        }

        // Then
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().replaceAll("(?m)^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ ", ""))
                .isEqualTo("phase copy\nGoing on with the snapshot.\nshop.orders: 4 rows differ\n");
    }

    @Test
    void programsGetEvents() {
        // When
        try (ProgressDisplay display = console(OutputFormat.JSON, Terminal.NONE).progress()) {
            display.phase("copy");
            display.note("Going on.");
            display.table(new TableProgress("orders", "copy", 1, 2, 3));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> out.toString().contains("\"progress\""));
        }

        // Then
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines())
                .startsWith("{\"event\":\"phase\",\"phase\":\"copy\"}", "{\"event\":\"note\",\"text\":\"Going on.\"}")
                .anyMatch(
                        line -> line.matches(
                                "\\{\"event\":\"progress\",\"phase\":\"copy\",\"phaseMillis\":\\d+,"
                                        + "\"tables\":1,\"tablesCopied\":0,\"rows\":1,\"expectedRows\":2,\"bytes\":3,\"rowsPerSecond\":null,"
                                        + "\"bytesPerSecond\":null,\"etaSeconds\":null,\"uncounted\":\\[],\"running\":\\[\\{\"table\":\"orders\",.*}]}"));
    }

    @Test
    void aTerminalIsPaintedOverAndKeepsNotesAndLogs() {
        // Given
        PrintStream before = System.err;
        Terminal terminal = new Terminal(true, true, false, false);

        // When
        try (ProgressDisplay display = console(OutputFormat.TEXT, terminal).progress()) {
            display.phase("copy");
            display.note("A note.");
            System.err.println("A log line.");
        }

        // Then
        String erase = "\r\u001b[1A\u001b[2K\n\r\u001b[1A";
        assertThat(err.toString())
                .contains("\u001b[?7lcopy  ")
                .contains(erase + "A note.\n\u001b[?7lcopy  ")
                .contains(erase + "A log line.\n\u001b[?7lcopy  ")
                .endsWith(erase);
        assertThat(System.err).isSameAs(before);
    }

    private Console console(OutputFormat format, Terminal terminal) {
        return new Console(new PrintWriter(out), new PrintWriter(err), format, terminal);
    }
}
