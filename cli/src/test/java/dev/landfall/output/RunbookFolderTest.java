package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.runbook.Runbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunbookFolderTest {
    @TempDir
    private Path folder;

    private RunbookPage write(Runbook runbook) {
        return RunbookFolder.at("--out", folder).write(runbook);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theFirstRunbookHasNothingToBeComparedWith() throws IOException {
        // When
        RunbookPage page = write(RunbookSamples.first());

        // Then
        assertThat(files()).containsExactly("runbook.html", "runbook.json", "runbook.md");
        assertThat(folder.resolve("runbook.md")).content().contains("This is the first runbook in this folder.");
        assertThat(Samples.text(page)).isEqualTo("WRITTEN: runbook.md, runbook.html, runbook.json in " + folder + """

                NOT READY: 2 preconditions looked at: 1 failed, 0 warnings.
                  - failed privilege-fence: The user lacks SUPER on *.*; it <needs> it | now.
                """);
    }

    @Test
    void theNextOneListsWhatHasChangedAndTheOneAfterStillDoes() throws IOException {
        // Given
        write(RunbookSamples.first());

        // When
        RunbookPage page = write(RunbookSamples.rehearsed());

        // Then
        assertThat(Samples.text(page))
                .contains("Changed since the runbook of 2026-01-02T03:04:05Z:\n")
                .contains("  - last clean verification: none -> 2026-01-02T03:04:05Z\n")
                .contains("  - step verify: (not there) -> 2s\n")
                .contains("  - precondition privilege-fence: failed: The user lacks SUPER")
                .contains("(gone)")
                .contains("  - role lead: (not there) -> Ada <Example> | +44 20 7946 0000\n")
                .doesNotContain("table orders", "source version");
        assertThat(folder.resolve("runbook.md"))
                .content()
                .contains("| 2026-01-03T03:04:05Z | last rehearsal | none | 2026-01-03T03:04:05Z |");
        assertThat(Samples.text(write(RunbookSamples.rehearsed())))
                .endsWith("Nothing has changed since the runbook of 2026-01-03T03:04:05Z.\n");
        assertThat(folder.resolve("runbook.md")).content().contains("| last rehearsal | none |");
        assertThat(files()).hasSize(3);
    }

    @Test
    void aPageThatWasEditedByHandIsKept() throws IOException {
        // Given
        write(RunbookSamples.first());
        Files.writeString(folder.resolve("runbook.md"), "| lead | Ben |\n");

        // When
        RunbookPage page = write(RunbookSamples.rehearsed());

        // Then
        assertThat(files())
                .containsExactly("runbook.20260103T030405Z.md", "runbook.html", "runbook.json", "runbook.md");
        assertThat(folder.resolve("runbook.20260103T030405Z.md")).content().isEqualTo("| lead | Ben |\n");
        assertThat(Samples.text(page)).contains("kept      runbook.20260103T030405Z.md was edited by hand");
        assertThat(Samples.json(page)).contains("\"kept\":[\"runbook.20260103T030405Z.md\"]");
    }

    @Test
    void anEditIsNotLostForASecondOneOfTheSameSecond() throws IOException {
        write(RunbookSamples.first());
        Files.writeString(folder.resolve("runbook.md"), "first edit");
        write(RunbookSamples.rehearsed());
        Files.writeString(folder.resolve("runbook.md"), "second edit");

        assertThatThrownBy(() -> write(RunbookSamples.rehearsed())).hasMessageContaining("cannot be set aside");

        assertThat(folder.resolve("runbook.20260103T030405Z.md")).content().isEqualTo("first edit");
        assertThat(folder.resolve("runbook.md")).content().isEqualTo("second edit");
    }

    @Test
    void pagesOfUnknownOriginAndAHistoryThatCannotBeReadAreKeptToo() throws IOException {
        for (String name : List.of("runbook.md", "runbook.html", "runbook.json")) {
            Files.writeString(folder.resolve(name), "{\"somebody\": \"else's\"}");
        }

        write(RunbookSamples.first());

        assertThat(files()).hasSize(6).contains("runbook.20260102T030405Z.json");
        assertThat(folder.resolve("runbook.md"))
                .content()
                .contains("What was here before could not be compared; it is kept as runbook.20260102T030405Z.md");
    }

    @Test
    void theRunbookOfAnotherMigrationIsNotOverwritten() {
        write(RunbookSamples.first());

        assertThatThrownBy(() -> RunbookFolder.at("--out", folder).requireFor("bank"))
                .hasMessage(
                        "--out: " + folder + " holds the runbook of migration shop; expected none, or that of bank.");
        RunbookFolder.at("--out", folder).requireFor("shop");
    }

    @Test
    void aFolderThatIsNotThereIsRefusedBeforeTheWork() {
        assertThatThrownBy(() -> RunbookFolder.at("--out", folder.resolve("missing")))
                .hasMessage("--out: " + folder.resolve("missing") + " is no folder that can be written to.");
    }
}
