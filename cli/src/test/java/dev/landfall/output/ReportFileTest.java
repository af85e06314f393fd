package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    @TempDir
    private Path folder;

    @Test
    void theNameDecidesTheForm() throws IOException {
        // When
        ReportFile.htmlOrJson("--report", folder.resolve("a.html"))
                .write(Samples.withDifferences(), Samples.SCHEMA, Samples.policies(), Samples.SOURCE, Samples.TARGET);
        ReportFile.htmlOrJson("--report", folder.resolve("a.json"))
                .write(Samples.withDifferences(), Samples.SCHEMA, Samples.policies(), Samples.SOURCE, Samples.TARGET);
        ReportFile.at("--junit", folder.resolve("a.xml")).writeJunit(Samples.withDifferences(), Samples.SCHEMA);

        // Then
        assertThat(folder.resolve("a.html")).content().startsWith("<!doctype html>");
        assertThat(folder.resolve("a.json"))
                .content()
                .startsWith("{\"code\":\"VERIFY-001\"")
                .contains("\"differences\":[{\"kind\":\"changed\",\"key\":\"id=42\"")
                .endsWith("}\n");
        assertThat(folder.resolve("a.xml")).content().startsWith("<?xml");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void aNameThatSaysNothingIsRefused() {
        assertThatThrownBy(() -> ReportFile.htmlOrJson("--report", folder.resolve("report.txt")))
                .isInstanceOfSatisfying(
                        MigrationException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.USAGE))
                .hasMessage("--report: " + folder.resolve("report.txt") + " does not say what it should hold.");
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsRefusedBeforeTheWork() {
        assertThatThrownBy(() -> ReportFile.at("--junit", folder.resolve("missing/a.xml")))
                .hasMessage("--junit: " + folder.resolve("missing/a.xml") + " cannot be written.");
        assertThatThrownBy(() -> ReportFile.at("--junit", folder)).hasMessageEndingWith("cannot be written.");
    }
}
