package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageErrorTest {
    private static final String SOURCE = "--source=mariadb://reader@localhost/shop";
    private static final String TARGET = "--target=postgresql://owner@localhost/pg";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verfy              | migrate: Unmatched argument at index 0: 'verfy'. Did you mean verify?",
                "bogus              | migrate: Unmatched argument at index 0: 'bogus'.",
                "--hlep             | migrate: Unknown option: '--hlep'. Did you mean --help?",
                "schema             | migrate schema: Which of plan, apply, finish and diff?",
                "schema pln         | migrate schema: Unmatched argument at index 1: 'pln'. Did you mean plan?",
                "status --wacth     | migrate status: Unknown option: '--wacth'. Did you mean --watch?",
                "status --output xml | migrate status: Invalid value for option '--output': expected text or json, but was 'xml'.",
                "stream --until now | migrate stream: Invalid value for option '--until': expected caught-up, but was 'now'.",
                "stream --stop-at 5 | migrate stream: Invalid value for option '--stop-at': '5' is no GTID such as 0-1-4711.",
                "stream --stop-at 0-1-2 --until caught-up | migrate stream: --until=caught-up, --stop-at=GTID are mutually exclusive (specify only one).",
                "cutover --require-clean-verify soon | migrate cutover: --require-clean-verify must be a duration such as 15m or 1h, but is \"soon\".",
                "cutover --hold-file /no/such/folder/hold | migrate cutover: --hold-file: /no/such/folder/hold must be a file in a folder that exists.",
                "cutover --final --end-sessions | migrate cutover: --final ends what an earlier cutover has opened; no other option goes with it but --reverse-window 0s.",
                "bench              | migrate bench: Which one? There are snapshot, stream, verify and cutover.",
                "demo --rows x      | migrate demo: Invalid value for option '--rows': 'x' is not an int.",
            })
    void aMistypedCommandLineIsExplained(String line, String message) {
        // When
        Run run = Run.of(line.split(" ", -1));

        // Then
        String command = message.substring(0, message.indexOf(':'));
        assertThat(run)
                .isEqualTo(new Run(2, "", "error CONFIG-001 " + message + "\n  next: See " + command + " --help.\n"));
    }

    @Test
    void allProblemsComeAtOnceFlagsOfTheCommandIncluded() {
        assertThat(Run.of("cutover", SOURCE, "--max-downtime", "soon")).isEqualTo(new Run(2, "", """
                                error CONFIG-001 2 problems:
                                  - target.url: is missing; give it in the configuration file or as --target postgresql://user@host:5432/database.
                                  - --max-downtime: must be a duration such as 500ms, 30s or 5m, but is "soon".
                                  next: The flags are listed by --help, the keys of the configuration file in docs/configuration.md.
                                """));
    }

    @Test
    void aWindowIsOfTheCutoverThatOpensIt() {
        assertThat(Run.of("cutover", SOURCE, TARGET, "--final", "--reverse-window", "2h"))
                .isEqualTo(new Run(2, "", """
                                error CONFIG-001 migrate cutover: with --final, --reverse-window may only be 0s, which gives the way back up at once; it was 2h.
                                  next: A window is set by the cutover that opens it, and cannot be moved.
                                """));
        assertThat(Run.of("cutover", SOURCE, TARGET, "--one-way", "--reverse-window", "2h")
                        .err())
                .startsWith("error CONFIG-001 migrate cutover: --one-way makes no way back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--output json", "--output=json"})
    void programsGetAnErrorDocument(String output) {
        assertThat(Run.of(("status --wacth " + output).split(" ", -1)))
                .isEqualTo(new Run(
                        2,
                        "{\"event\":\"error\",\"error\":{\"code\":\"CONFIG-001\",\"message\":\"migrate status: Unknown option:"
                                + " '--wacth'. Did you mean --watch?\",\"advice\":\"See migrate status --help.\","
                                + "\"retryIsSafe\":false,\"exitCode\":2}}\n",
                        ""));
    }

    @Test
    void aPasswordOnTheCommandLineIsNeverRepeated() {
        for (Run run : new Run[] {
            Run.of("status", "--source", "mariadb://u:s3cret@h/d", TARGET),
            Run.of("status", "mariadb://u:s3cret@h/d"),
            Run.of("status", "--sorce=mariadb://u:s3cret@h/d"),
            Run.of("status", "jdbc:mariadb://h/d?user=u&password=s3cret"),
        }) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("error CONFIG-001 ").doesNotContain("s3cret");
        }
    }

    @Test
    void aReportThatCannotBeWrittenIsRefusedBeforeTheWork() {
        assertThat(Run.of("verify", SOURCE, TARGET, "--report", folder + "/report.pdf"))
                .isEqualTo(new Run(
                        2,
                        "",
                        "error CONFIG-001 --report: " + folder + "/report.pdf does not say what it should hold.\n"
                                + "  next: Let the name end in .html or .json.\n"));
        assertThat(Run.of("verify", SOURCE, TARGET, "--junit", folder + "/missing/j.xml")
                        .err())
                .startsWith("error CONFIG-001 --junit: " + folder + "/missing/j.xml cannot be written.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--check | --check needs --certificate FILE, which it is about.",
                "--check --certificate FILE | --check needs --certificate-key FILE: anybody can sign with a key of their own.",
                "--check --certificate FILE --certificate-key FILE --repair | --check only reads the certificate: no report and no repair comes of it.",
                "--certificate FILE --repair | --certificate is about what is there: repair first, and verify again.",
                "--certificate FILE | --certificate needs a key that signs it: --certificate-key FILE, or verify.certificateKey.",
            })
    void aCertificateThatMakesNoSenseIsRefusedBeforeTheWork(String line, String message) {
        String flags = SOURCE + " " + TARGET + " " + line.replace("FILE", folder + "/parity");

        assertThat(Run.of(("verify " + flags).split(" ", -1)).err())
                .contains("error CONFIG-001 " + message + "\n  next: See migrate verify --help.\n");
    }

    @Test
    void aRunbookThatCannotBeWrittenIsRefusedBeforeAnythingIsConnectedTo() throws IOException {
        assertThat(Run.of("runbook", SOURCE, TARGET, "--out", folder + "/missing"))
                .isEqualTo(new Run(
                        2,
                        "",
                        "error CONFIG-001 --out: " + folder + "/missing is no folder that can be written to.\n"
                                + "  next: Name a folder that exists and that you may write to.\n"));
        Files.writeString(
                folder.resolve("runbook.json"),
                "{\"version\":1,\"name\":\"bank\",\"madeAt\":\"2026-01-02T03:04:05Z\",\"facts\":[]}");
        assertThat(Run.of("runbook", SOURCE, TARGET, "--out", folder.toString()))
                .isEqualTo(new Run(
                        2,
                        "",
                        "error CONFIG-001 --out: " + folder
                                + " holds the runbook of migration bank; expected none, or that of shop.\n"
                                + "  next: Name another folder with --out.\n"));
    }

    @Test
    void warningsGoToStderr() throws IOException {
        // Given: a configuration with a warning and a problem, so that nothing is connected to
        Path file = Files.writeString(
                folder.resolve("landfall.yaml"), "source: mariadb://u@db1/shop?tls=disable\ntarget: ${TARGET_URL}\n");

        // When
        Run run = Run.of(Map.of("TARGET_URL", "nowhere"), "status", "-c", file.toString());

        // Then
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("warning source: with tls=disable everybody on the way to db1 can read")
                .contains("error CONFIG-001 target: is not a URL like postgresql://user@host:5432/database.");
    }
}
