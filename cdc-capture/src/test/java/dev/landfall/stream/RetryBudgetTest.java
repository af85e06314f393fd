package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private final RetryBudget budget = new RetryBudget();

    @Test
    void endsAfterManyLossesInARow() {
        for (int i = 0; i < RetryBudget.MAX_IN_A_ROW; i++) {
            assertThat(budget.spend()).isTrue();
        }

        assertThat(budget.spend()).isFalse();
    }

    @Test
    void isFullAgainAfterATransaction() {
        for (int i = 0; i < 10 * RetryBudget.MAX_IN_A_ROW; i++) {
            assertThat(budget.spend()).isTrue();
            budget.refill();
        }
    }
}
