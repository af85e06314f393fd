package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RetryBudgetTest {
    private final RetryBudget budget = new RetryBudget();

    @Test
    void waitsLongerWithEveryLossInARowAndEndsAfterAMinute() {
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < RetryBudget.MAX_IN_A_ROW; i++) {
            pauses.add(budget.spend().orElseThrow());
        }

        assertThat(budget.spend()).isEmpty();
        assertThat(pauses).isSorted().startsWith(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(pauses).last().isEqualTo(Duration.ofSeconds(8));
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(70));
    }

    @Test
    void beginsAnewAfterATransaction() {
        for (int i = 0; i < 10 * RetryBudget.MAX_IN_A_ROW; i++) {
            assertThat(budget.spend()).contains(Duration.ofMillis(250));
            budget.refill();
        }
    }

    @Test
    @Timeout(20)
    void nobodyWaitsForAStreamThatIsClosed() throws Exception {
        budget.close();

        budget.await(Duration.ofMinutes(1));
    }
}
