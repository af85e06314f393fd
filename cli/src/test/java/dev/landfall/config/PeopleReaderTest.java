package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.landfall.failure.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleReaderTest {
    private static final String SERVERS = "source: mariadb://a@localhost/shop\ntarget: postgresql://b@localhost/shop\n";

    @TempDir
    private Path folder;

    @Test
    void rolesKeepTheOrderOfTheFile() throws IOException {
        assertThat(people("""
                        runbook:
                          people:
                            operator: Ada Example, ${PHONE}
                            lead: "Ben  Example"
                            network on call: Cleo
                        """))
                .containsExactly(
                        Map.entry("operator", "Ada Example, 4711"),
                        Map.entry("lead", "Ben Example"),
                        Map.entry("network on call", "Cleo"));
    }

    @Test
    void nobodyHasToBeNamed() throws IOException {
        assertThat(people("")).isEmpty();
        assertThat(people("runbook:\n")).isEmpty();
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> people("""
                        runbook:
                          roles: {}
                          people: {lead: "", operator: 7, second: "${NOBODY}"}
                        """))
                .withMessageContaining("runbook.roles: is an unknown key; there is runbook.people.")
                .withMessageContaining("runbook.people.lead: must be text")
                .withMessageContaining("runbook.people.operator: must be text")
                .withMessageContaining("runbook.people.second: the environment variable NOBODY is not set.");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> people("runbook: {people: [Ada]}\n"))
                .withMessageContaining("runbook.people: must hold roles and people");
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> people("runbook: Ada\n"))
                .withMessageContaining("runbook: must hold people.");
    }

    private Map<String, String> people(String section) throws IOException {
        Path file = Files.writeString(folder.resolve("landfall.yaml"), SERVERS + section);
        return ConfigLoader.load(new ConfigFlags(file, Map.of()), Map.of("PHONE", "4711"), warning -> {})
                .runbook()
                .people();
    }
}
