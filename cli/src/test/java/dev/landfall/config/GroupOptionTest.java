package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupOptionTest {
    private static final GroupOption SALES = new GroupOption("sales");

    @Test
    void everyCommandThatLacksItGetsIt() {
        assertThat(SALES.in("Run migrate stream, then `migrate cutover` --rehearse, or migrate rollback --abort."))
                .isEqualTo("Run migrate stream --group sales, then `migrate cutover --group sales` --rehearse, or"
                        + " migrate rollback --group sales --abort.");
    }

    @Test
    void aNameThatAShellWouldReadIsTakenAsItIs() {
        assertThat(new GroupOption("'a $1'").in("migrate verify")).isEqualTo("migrate verify --group 'a $1'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migrate stream --group sales",
                "Run `migrate status -c 'landfall.yaml' --name 'big shop' --group sales`, and read it out.",
                "migrate cutover -c landfall.yaml --rehearse --group sales",
                "the last ones are cut over by migrate cutover without --group.",
                "Run migrate snapshot.",
                "landfall.migrate_status"
            })
    void whatHasItOrIsAboutEverythingStays(String text) {
        assertThat(SALES.in(text)).isEqualTo(text);
    }

    @Test
    void anOptionOfTheNextCommandIsNotTakenForIt() {
        assertThat(SALES.in("migrate status and migrate stream --group sales"))
                .isEqualTo("migrate status --group sales and migrate stream --group sales");
        assertThat(SALES.in("migrate status -c landfall.yaml, or migrate stream --group sales"))
                .isEqualTo("migrate status --group sales -c landfall.yaml, or migrate stream --group sales");
    }

    @Test
    void aWholeMigrationHasNone() {
        assertThat(GroupOption.NONE.in("migrate status")).isEqualTo("migrate status");
    }
}
