package dev.landfall.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/states.md is drawn from the transitions that the control schema keeps. */
class StatesPageTest {
    private static final Path PAGE = Path.of("../docs/states.md");
    private static final Path MADE = Path.of("target/states.md");
    private static final Phase FIRST = Phase.COPYING;

    @Test
    void thePageShowsTheTransitions() throws IOException {
        String page = page();
        Files.writeString(MADE, page);

        assertThat(PAGE).as("copy cli/" + MADE + " to docs").hasContent(page);
    }

    @Test
    void everyPhaseIsReachedAndNoneIsAnEnd() {
        Set<Phase> reached = EnumSet.of(FIRST);
        Deque<Phase> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            Phase phase = next.remove();
            assertThat(out(phase)).as(phase.text()).isNotEmpty();
            out(phase).stream().map(Transition::to).filter(reached::add).forEach(next::add);
        }

        assertThat(reached).containsExactly(Phase.values());
    }

    /** A change of owner is a decision, and there are two. */
    @Test
    void theDataChangesHandsTwice() {
        assertThat(Arrays.stream(Transition.values())
                        .filter(transition -> transition.from().stream()
                                .anyMatch(from -> !Ownership.owner(from).equals(Ownership.owner(transition.to())))))
                .containsExactly(Transition.HANDING_OVER, Transition.GIVING_BACK)
                .allMatch(transition -> transition.when().startsWith("the decision: "));
    }

    @ParameterizedTest
    @EnumSource
    void theOwnerIsTheOneThatPeopleAreTold(Phase phase) {
        assertThat(Ownership.of(phase)).startsWith(Ownership.owner(phase) + " owns the data");
    }

    private static List<Transition> out(Phase phase) {
        return Arrays.stream(Transition.values())
                .filter(transition -> transition.from().contains(phase))
                .toList();
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # States

                A migration is in one phase, kept in its control schema on PostgreSQL; `migrate status` shows it. There is no
                transition but these: a phase is kept only by one of them, and only out of the phases that it leads out of. Each is
                committed before it is acted on, or together with what it says. Only those that open MariaDB (KEPT_AFTERWARDS) are
                done first and kept afterwards: the phase before says that MariaDB may refuse writes, and after a crash in between
                the next command opens it once more. This page is drawn from them (`Transition`; `StatesPageTest` writes
                `cli/target/states.md`, to be copied here). [failures.md](failures.md) says what becomes of a cutover or a rollback
                that is killed on its way, [way-back.md](way-back.md) what each step of a rollback does.

                In brackets: whose the data is.

                ```mermaid
                stateDiagram-v2
                    direction TB
                    [*] --> copying : snapshot
                """.replace("KEPT_AFTERWARDS", keptAfterwards()));
        for (Phase phase : Phase.values()) {
            page.append("    state \"").append(phase.text()).append(" (").append(Ownership.owner(phase));
            page.append(")\" as ").append(id(phase)).append("\n");
        }
        for (Transition transition : Transition.values()) {
            for (Phase from : transition.from()) {
                page.append("    ").append(id(from)).append(" --> ").append(id(transition.to()));
                page.append(" : ")
                        .append(transition.command())
                        .append(", ")
                        .append(word(transition))
                        .append("\n");
            }
        }
        page.append("```\n\n| phase | who owns the data | what leads out of it |\n|---|---|---|\n");
        for (Phase phase : Phase.values()) {
            page.append("| `")
                    .append(phase.text())
                    .append("` | ")
                    .append(Ownership.of(phase))
                    .append(" | ");
            page.append(out(phase).stream()
                    .map(transition -> "`" + transition.command() + "` to `"
                            + transition.to().text() + "`: " + transition.when())
                    .collect(Collectors.joining("<br>")));
            page.append(" |\n");
        }
        page.append("""

                `migrate cleanup` ends a migration, except in a phase of a cutover or of a rollback that is under way or was cut short.
                """);
        return page.toString();
    }

    /** Mermaid takes a hyphen for an arrow. */
    private static String id(Phase phase) {
        return phase.text().replace("-", "");
    }

    private static String keptAfterwards() {
        return Arrays.stream(Transition.values())
                .filter(Transition::isKeptAfterwards)
                .map(StatesPageTest::word)
                .collect(Collectors.joining(", "));
    }

    private static String word(Transition transition) {
        return transition.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
