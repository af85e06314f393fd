package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.runbook.TimedStep;
import dev.landfall.testing.ProcessUnderTest;
import dev.landfall.testing.TestMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows a runbook as an operator would: its commands and statements, step by step, with what each is said to print. */
class RunbookIT {
    private static final Pattern STEP = Pattern.compile("(?ms)^### \\d+\\. (.+?) \\(\\w+\\)$(.*?)(?=^##|\\z)");
    private static final Pattern COMMAND = Pattern.compile("```sh\n(.*)\n```");
    private static final Pattern STATEMENT = Pattern.compile("On (\\w+):\n\n```sql\n(.*)\n```");
    private static final Pattern EXPECTED = Pattern.compile("(?s)Expected:\n\n```text\n(.*?)\n```");

    @TempDir
    private Path folder;

    private Voyage voyage;

    private record Step(
            String title,
            Optional<String> command,
            Optional<String> server,
            Optional<String> sql,
            List<String> expected) {}

    @Test
    void theStepsOfTheRunbookLeadToPostgreSqlBackAndThereAgain() throws Exception {
        try (TestMariaDb server = TestMariaDb.startPrivate();
                Voyage shop = Voyage.on(
                        server,
                        "CREATE TABLE item (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) NOT NULL)",
                        "INSERT INTO item (name) SELECT CONCAT('item ', seq) FROM seq_1_to_200")) {
            voyage = shop;
            Path configuration = configuration();
            run("snapshot -c " + configuration);
            // As an earlier version has left it.
            voyage.target().execute("DROP TABLE landfall.cutover_run");
            String first = run("runbook -c " + configuration + " --out " + folder + " --max-downtime 20s");
            assertThat(first)
                    .contains("NOT READY", "failed verification: No verification has been clean yet")
                    .contains("warning rehearsal: There was no rehearsal");
            whatClosesTheGateIsSeen();
            assertThat(page())
                    .contains("none yet; step 1 makes one", "Ada Example", "MariaDB", "PostgreSQL")
                    .doesNotContain(voyage.source().password().value());

            follow("Rehearse");
            timesThatCannotBeKeptAreSaid();
            assertThat(follow("Make this runbook anew"))
                    .contains("\nREADY: ", "last rehearsal: none -> ", "step verify: (not there) -> ");
            follow("Look where the migration stands");
            follow("Prove that both sides are equal");
            follow("Have the proof signed");
            assertThat(folder.resolve("parity.json")).content().contains("\"strength\": \"static\"");
            assertThat(folder.resolve("parity.html")).isNotEmptyFile();
            follow("Hand over");
            follow("See who owns the data");
            assertThat(String.valueOf(voyage.target()
                            .value("SELECT array_to_string(steps, ',') FROM landfall.cutover_run WHERE handed_over")))
                    .isEqualTo(String.join(
                            ",",
                            Arrays.stream(TimedStep.values())
                                    .map(TimedStep::text)
                                    .toList()));
            backToMariaDb();

            follow("Hand over");
            follow("Give the way back up");
            assertThat(follow("Make this runbook anew")).contains("HANDED OVER", "There is no way back");
            for (String title :
                    List.of("Look at identities and sequences", "Make statistics and visibility maps fresh")) {
                follow(title);
            }
            follow("Remove what the toolkit has left");
            follow("Close MariaDB for the applications");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.item")).isEqualTo("201");
            voyage.source().execute("SET GLOBAL read_only = OFF");
        }
    }

    private void whatClosesTheGateIsSeen() throws Exception {
        String connection = " -c " + folder.resolve("landfall.yaml");
        run("ctl pause" + connection);
        assertThat(follow("Make this runbook anew")).contains("failed stream: The stream is paused.");
        run("ctl resume" + connection);
        voyage.source().execute("UPDATE item SET name = 'changed' WHERE id = 1");
        assertThat(follow("Make this runbook anew"))
                .contains("failed stream: No stream is running, and the target is 1 transaction(s) behind.");
        assertThat(run("runbook --one-way --out " + Files.createDirectory(folder.resolve("one-way")) + connection))
                .contains("warning way-back: The cutover is to be one-way");
    }

    private void timesThatCannotBeKeptAreSaid() throws Exception {
        voyage.target().execute("ALTER TABLE landfall.cutover_run ADD CONSTRAINT full_disk CHECK (false) NOT VALID");
        Voyage.Ended rehearsal = Voyage.runAsIs(
                voyage.environment(), words(step("Rehearse").command().orElseThrow()));
        voyage.target().execute("ALTER TABLE landfall.cutover_run DROP CONSTRAINT full_disk");

        assertThat(rehearsal.exitCode()).as(rehearsal.toString()).isZero();
        assertThat(rehearsal.err()).contains("could not be kept for the runbook", "full_disk");
    }

    /** While a reverse runs in another terminal, as the runbook wants it. */
    private void backToMariaDb() throws Exception {
        Step reverse = step("Bring what is written on PostgreSQL back to MariaDB");
        try (ProcessUnderTest process = ProcessUnderTest.cli(
                folder, voyage.environment(), words(reverse.command().orElseThrow()))) {
            voyage.target().execute("INSERT INTO shop.item (name) VALUES ('written on PostgreSQL')");
            // It has its role from then on; a rollback would take it otherwise.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !process.isAlive() || broughtBack().equals("1"));
            assertThat(process.isAlive()).as(process.stderr()).isTrue();
            String made = follow("Make this runbook anew");
            assertThat(made)
                    .contains("HANDED OVER", "phase: streaming -> handed-over")
                    .doesNotContain("failed ");
            assertThat(page()).contains("not measured, because there was no rollback yet", "the last cutover");
            follow("Return to MariaDB");
            assertThat(process.waitForExit(Duration.ofSeconds(60)))
                    .as(process.stderr())
                    .isZero();
            assertThat(process.stdout().lines()).containsAll(reverse.expected());
        }
        assertThat(broughtBack()).isEqualTo("1");
        follow("Follow MariaDB again");
        follow("Make this runbook anew");
        assertThat(page()).containsPattern("for which the last one \\(20.*Z\\) refused writes with 201 rows compared");
    }

    private String broughtBack() throws SQLException {
        return String.valueOf(voyage.source().value("SELECT COUNT(*) FROM item WHERE name = 'written on PostgreSQL'"));
    }

    private Path configuration() throws Exception {
        Files.writeString(
                folder.resolve("signing.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                                        .generateKeyPair()
                                        .getPrivate()
                                        .getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        return Files.writeString(folder.resolve("landfall.yaml"), """
                source: %s
                target: {url: "%s", schema: shop}
                verify: {certificateKey: "%s"}
                runbook:
                  people: {lead: Ada Example}
                """.formatted(
                        voyage.source().url(), voyage.target().url(), folder.resolve("signing.pem")));
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("runbook.md"));
    }

    private Step step(String title) throws IOException {
        List<String> titles = new ArrayList<>();
        Matcher step = STEP.matcher(page());
        while (step.find()) {
            titles.add(step.group(1));
            if (step.group(1).equals(title)) {
                String text = step.group(2);
                return new Step(
                        title,
                        found(COMMAND, text, 1),
                        found(STATEMENT, text, 1),
                        found(STATEMENT, text, 2),
                        found(EXPECTED, text, 1).stream().flatMap(String::lines).toList());
            }
        }
        throw new AssertionError("no step " + title + " among " + titles);
    }

    /** @return what the command has printed */
    private String follow(String title) throws Exception {
        Step step = step(title);
        if (step.sql().isPresent()) {
            if (step.server().orElseThrow().equals("MariaDB")) {
                voyage.source().execute(step.sql().get());
            } else {
                voyage.target().execute(step.sql().get());
            }
            return "";
        }
        String out = run(step.command().orElseThrow());
        List<String> lines = out.lines().toList();
        assertThat(step.expected())
                .as(title)
                .isNotEmpty()
                .allSatisfy(expected ->
                        assertThat(lines).as("%s: %s", title, out).anyMatch(line -> line.matches(shape(expected))));
        return out;
    }

    private static String shape(String expected) {
        return Arrays.stream(expected.split("\\.\\.\\.", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
    }

    private String run(String command) {
        Voyage.Ended ended = Voyage.runAsIs(voyage.environment(), words(command));
        assertThat(ended.exitCode()).as("%s: %s", command, ended).isZero();
        return ended.out();
    }

    private static String[] words(String command) {
        return command.replaceFirst("^migrate ", "").split(" ");
    }

    private static Optional<String> found(Pattern pattern, String text, int group) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(group)) : Optional.empty();
    }
}
