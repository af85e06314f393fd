package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.run.Phase;
import dev.landfall.runbook.Runbook;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunbookModelTest {
    private static final Pattern NAMED = Pattern.compile("\\bmigrate (?!runbook`\\.)[a-z]+[^`\n]*");
    private static final Pattern COMMAND = Pattern.compile("```sh\n(.*)\n```");
    private static final Pattern NUMBER = Pattern.compile("(?m)^### (\\d+)\\. ");

    private static RunbookModel model(Runbook runbook) {
        return new RunbookModel(runbook, List.of(), "This is the first.");
    }

    private static List<String> commands(Runbook runbook) {
        return COMMAND.matcher(model(runbook).markdown())
                .results()
                .map(command -> command.group(1))
                .toList();
    }

    @Test
    void theCommandsAreThoseThatThisMigrationTakesInTheirOrder() {
        String c = " -c landfall.yaml --name 'big shop'";
        assertThat(commands(RunbookSamples.first()))
                .containsExactly(
                        "migrate cutover" + c + " --rehearse --max-downtime 60s",
                        "migrate runbook" + c + " --out books",
                        "migrate status" + c,
                        "migrate verify" + c,
                        "migrate verify" + c + " --certificate books/parity",
                        "migrate cutover" + c + " --max-downtime 60s --reverse-window 48h",
                        "migrate status" + c,
                        "migrate reverse" + c,
                        "migrate rollback" + c + " --max-downtime 60s",
                        "migrate stream" + c + " --until caught-up",
                        "migrate cutover" + c + " --final",
                        "migrate cleanup" + c + " --yes");
    }

    /** A command without the option would be about all other tables; a fence by read_only is not what holds these back. */
    @Test
    void ofAGroupEveryCommandHasItsOptionAndTheFenceIsThatAroundItsTables() {
        String page = model(RunbookSamples.ofGroup()).markdown();

        assertThat(NAMED.matcher(page).results().map(MatchResult::group).toList())
                .hasSizeGreaterThan(20)
                .allMatch(command -> command.contains(" --group sales"));
        assertThat(page)
                .contains("Run migrate verify --group sales.")
                .contains("| fence | MariaDB refuses writes to these tables by triggers, and to no other;")
                .doesNotContain("read_only");
    }

    @Test
    void aOneWayCutoverHasNoStepsBack() {
        assertThat(commands(RunbookSamples.oneWay()))
                .contains("migrate cutover -c landfall.yaml --max-downtime 1500ms --one-way")
                .noneMatch(command -> command.contains("--certificate")
                        || command.contains("reverse")
                        || command.contains("rollback")
                        || command.contains("--final"));
        assertThat(model(RunbookSamples.oneWay()).markdown())
                .contains("There will be NO way back")
                .contains("\nHanded over: PostgreSQL owns the data. There is no way back.\n")
                .doesNotContain("There will be a way back");
    }

    @Test
    void stepsAreNumberedWithoutGaps() {
        List<String> numbers = NUMBER.matcher(model(RunbookSamples.oneWay()).markdown())
                .results()
                .map((MatchResult step) -> step.group(1))
                .toList();

        assertThat(numbers).hasSizeGreaterThan(10);
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size())
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void withoutARehearsalItSaysSoAndWhichStepMakesOne() {
        assertThat(model(RunbookSamples.first()).markdown())
                .contains("| Last rehearsal | none yet; step 1 makes one |")
                .contains("Nothing was timed yet: there was no rehearsal. Step 1 makes one")
                .contains("### 1. Rehearse (operator)")
                .contains("Begin with step 1.");
    }

    @Test
    void theTimesOfTheRehearsalStandAtTheStepsThatTakeThem() {
        assertThat(model(RunbookSamples.rehearsed()).markdown())
                .contains("| drain | the stream applies the rest | refused | 345ms | rehearsal, 2026-01-03T03:04:05Z |")
                .contains(
                        "| fence | MariaDB refuses writes (read_only) until its position stands still, for 0.3 s at least"
                                + " | refused | ? | not yet |")
                .contains("Takes: at least 9s, as the last one before a fence")
                .contains("writes are refused for about 2.6s of it")
                .contains("Begin with step 2.");
    }

    @Test
    void theTimeOfARollbackIsThatOfTheLastOneOrSaidToBeUnknown() {
        assertThat(model(RunbookSamples.first()).markdown())
                .contains(
                        "Takes: not measured, because there was no rollback yet: it compares every row, for which the last"
                                + " verification took a time that is not known either; writes are refused for most of it, at the most for"
                                + " the 60s of --max-downtime");
        assertThat(model(RunbookSamples.rehearsed()).markdown())
                .contains("for which the last verification took 40s; writes")
                .doesNotContain("it would be undone");
        assertThat(model(RunbookSamples.rolledBack()).markdown())
                .contains(
                        "Takes: about 1m 15s, for which the last one (2026-01-02T03:04:05Z) refused writes with 1,204,551 rows"
                                + " compared;")
                .contains("With 60s it would be undone: the last rollback took 1m 15s. Decide on a longer one");
    }

    @Test
    void peopleComeFromTheConfigurationAndWhoIsMissingIsNamed() {
        assertThat(model(RunbookSamples.rehearsed()).markdown())
                .contains("| lead | leads the call, decides go or no-go, and whether to go back |"
                        + " Ada \\<Example\\> \\| +44 20 7946 0000 |")
                .contains("| **nobody yet** (`runbook.people.operator` in the configuration file) |");
    }

    @Test
    void whatServersSayIsNoMarkup() {
        assertThat(model(RunbookSamples.first()).markdown())
                .contains("| failed | privilege-fence | The user lacks SUPER on \\*.\\*; it \\<needs\\> it \\| now. |"
                        + " GRANT SUPER ON \\*.\\* TO the user. (SOURCE-005) |")
                .contains("REASSIGN OWNED BY \"land\"\"fall\" TO \"<application role>\";");
        assertThat(model(RunbookSamples.first()).html())
                .startsWith("<!doctype html>")
                .contains("it &lt;needs&gt; it | now.", "<strong>NOT READY</strong>")
                .contains("<pre class=\"command\">migrate status -c landfall.yaml --name &#39;big shop&#39;</pre>")
                .contains("<code>Safe to cut over: yes</code>")
                .doesNotContain("<script", "http://", "https://", "{{", "<needs>", "`");
    }

    @ParameterizedTest
    @EnumSource
    void everyPhaseSaysWhereToGoOn(Phase phase) {
        Runbook runbook = phase == Phase.HANDED_OVER ? RunbookSamples.handedOver() : RunbookSamples.in(phase.text());

        assertThat(model(runbook).markdown()).containsPattern("step \\d+").doesNotContain("{{", "&lt;", "&#39;");
        assertThat(model(runbook).html()).doesNotContain("{{");
    }

    @ParameterizedTest
    @CsvSource({"handed-over, HANDED OVER", "returning, A ROLLBACK WAS CUT SHORT", "copying, NOT READY"})
    void theHeadlineSaysHowThingsAre(String phase, String headline) {
        assertThat(RunbookWords.headline(RunbookSamples.in(phase))).isEqualTo(headline);
    }

    @Test
    void itIsReadyWhenNoPreconditionFails() {
        assertThat(RunbookWords.ready(RunbookSamples.rehearsed())).isTrue();
        assertThat(RunbookWords.ready(RunbookSamples.first())).isFalse();
        assertThat(RunbookWords.ready(RunbookSamples.handedOver())).isFalse();
    }
}
