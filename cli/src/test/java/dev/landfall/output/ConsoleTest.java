package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.config.GroupOption;
import dev.landfall.failure.FailureCode;
import dev.landfall.run.CleanupReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static final CleanupPage PAGE = new CleanupPage(new CleanupReport(true, List.of("it"), List.of()));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theResultGoesToStdoutAndWordsAboutItToStderr() {
        // Given
        Console console = console(OutputFormat.TEXT, Terminal.NONE);

        // When
        console.warn("Careful.");
        console.result("cleanup", 0, PAGE);
        console.hint("migrate status");

        // Then
        assertThat(out).hasToString("REMOVED:\n  it\n");
        assertThat(err).hasToString("warning Careful.\nnext: migrate status\n");
    }

    @Test
    void programsGetResultsAndErrorsOnStdout() {
        // Given
        Console console = console(OutputFormat.JSON, Terminal.NONE);

        // When
        console.warn("Careful.");
        console.hint("migrate status");
        console.result("cleanup", 0, PAGE);
        console.error(FailureCode.SOURCE_UNREACHABLE, "db1: no answer.", "Look.");

        // Then
        assertThat(out)
                .hasToString("{\"event\":\"result\",\"command\":\"cleanup\",\"exitCode\":0,\"done\":true,"
                        + "\"removed\":[\"it\"],\"remains\":[]}\n"
                        + "{\"event\":\"error\",\"error\":{\"code\":\"SOURCE-001\",\"message\":\"db1: no answer.\","
                        + "\"advice\":\"Look.\",\"retryIsSafe\":true,\"exitCode\":3}}\n");
        assertThat(err).hasToString("warning Careful.\n");
    }

    @Test
    void anErrorIsASentenceAndWhatToDo() {
        // When
        console(OutputFormat.TEXT, Terminal.NONE).error(FailureCode.SOURCE_UNREACHABLE, "db1: no answer.", "Look.");

        // Then
        assertThat(out.toString()).isEmpty();
        assertThat(err).hasToString("error SOURCE-001 db1: no answer.\n  next: Look.\n");
    }

    @Test
    void whatIsAboutAGroupNamesItsOption() {
        // When
        Console about = console(OutputFormat.TEXT, Terminal.NONE).about(new GroupOption("sales"));
        about.warn("Run migrate verify.");
        about.hint("migrate cutover --config a.yaml --group sales");
        about.result("status", 1, new ResultPage() {
            @Override
            public void print(TextPage page) {
                page.labelled("  - ", "no stream is running: run migrate stream");
            }

            @Override
            public JsonObject json() {
                return JsonObject.of("reasons", List.of());
            }
        });

        // Then
        assertThat(err)
                .hasToString("warning Run migrate verify --group sales.\n"
                        + "next: migrate cutover --config a.yaml --group sales\n");
        assertThat(out).hasToString("  - no stream is running: run migrate stream --group sales\n");
    }

    @Test
    void asJsonOnlyWhatIsForPeopleNamesTheOption() {
        // When
        JsonObject said = JsonObject.of("reasons", List.of("run migrate verify"))
                .with("table", "migrate verify")
                .with(
                        "checks",
                        List.of(JsonObject.of("advice", "Run migrate stream.").with("lag", 3)))
                .sentences(new GroupOption("sales")::in);

        // Then
        assertThat(JsonText.of(said))
                .isEqualTo("{\"reasons\":[\"run migrate verify --group sales\"],\"table\":\"migrate verify\","
                        + "\"checks\":[{\"advice\":\"Run migrate stream --group sales.\",\"lag\":3}]}");
    }

    @Test
    void onlyATerminalIsColoured() {
        // When
        console(OutputFormat.TEXT, new Terminal(true, false, true, true)).result("cleanup", 0, PAGE);
        console(OutputFormat.TEXT, new Terminal(true, false, true, true)).warn("Careful.");

        // Then
        assertThat(out).hasToString("\u001b[32mREMOVED\u001b[0m:\n  it\n");
        assertThat(err).hasToString("warning Careful.\n");
    }

    private Console console(OutputFormat format, Terminal terminal) {
        return new Console(new PrintWriter(out), new PrintWriter(err), format, terminal);
    }
}
