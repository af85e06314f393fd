package dev.landfall.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A session that was left behind is found, and ended, by its name. */
class SessionNameTest {
    private static final String LONG = "landfall stream " + "a".repeat(60);

    @Test
    void namesThatPostgreSqlKeepsStayAsTheyAre() {
        assertThat(TargetDatabase.shown("landfall stream shop")).isEqualTo("landfall stream shop");
    }

    @Test
    void namesThatItWouldCutOrReplaceStayApart() {
        assertThat(TargetDatabase.shown(LONG)).hasSize(63).isNotEqualTo(TargetDatabase.shown(LONG + "b"));
        assertThat(TargetDatabase.shown("landfall stream m\u00fcller"))
                .matches("landfall stream m\\?ller~[0-9a-f]{8}")
                .isNotEqualTo(TargetDatabase.shown("landfall stream m\u00f6ller"));
    }
}
