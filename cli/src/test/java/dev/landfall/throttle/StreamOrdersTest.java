package dev.landfall.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.event.GtidSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamOrdersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // applied | where to end
                "0-1-10       | 0-1-11       | false",
                "0-1-10       | 0-1-10       | false",
                "0-1-10       | 0-1-9        | true",
                "0-1-10,1-1-3 | 0-1-10       | false",
                "0-1-10,1-1-3 | 1-1-2        | true",
                "0-1-10,1-1-3 | 0-1-9,1-1-4  | false",
                "0-1-10       | 7-1-1        | false",
            })
    void aStreamCanEndWhereItHasNotPassed(String applied, String stopAt, boolean past) {
        assertThat(StreamOrders.isPast(GtidSet.parse(applied), GtidSet.parse(stopAt)))
                .isEqualTo(past);
    }
}
