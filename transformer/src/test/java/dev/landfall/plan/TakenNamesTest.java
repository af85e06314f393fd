package dev.landfall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TakenNamesTest {
    @Test
    void namesStayApart() {
        TakenNames names = new TakenNames();
        assertThat(names.claim("users_email")).isEqualTo("users_email");
        assertThat(names.claim("users_email")).isEqualTo("users_email_2");
        assertThat(names.claim("users_email_2")).isEqualTo("users_email_2_2");
        assertThat(names.claim("users_email")).isEqualTo("users_email_3");
    }

    @Test
    void longNamesStayWithinTheLimitAndApart() {
        TakenNames names = new TakenNames();
        String wanted = "x".repeat(63);
        assertThat(names.claim(wanted)).isEqualTo(wanted);
        String second = names.claim(wanted);
        assertThat(second).hasSize(63).isNotEqualTo(wanted);
        assertThat(names.claim(wanted)).hasSize(63).isNotIn(wanted, second);
    }
}
