package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.landfall.event.Gtid;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceConfig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExpectedTransactionsTest {
    @Test
    void theyMayAllCome() {
        assertThatCode(() ->
                        pass("0-1-5,1-1-3", List.of("0-1-7,1-1-3", "0-1-7,1-1-9"), "0-1-6", "0-1-7", "1-1-9", "0-1-8"))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsBehindThePositionMayHaveAnyServer() {
        assertThatCode(() -> pass("0-2-9", List.of("0-1-7"), "0-2-10")).doesNotThrowAnyException();
    }

    @Test
    void theirNumberIsAnothersTransaction() {
        assertLacks("0-1-7", () -> pass("0-1-5", List.of("0-1-7"), "0-1-6", "0-2-7"));
    }

    @Test
    void theyAreLeftOut() {
        assertLacks("0-1-7", () -> pass("0-1-5", List.of("0-1-7", "0-1-9"), "0-1-6", "0-1-8"));
    }

    @Test
    void theyAreTwoOfOneNumber() {
        assertLacks("0-2-7", () -> pass("0-1-5", List.of("0-1-7", "0-2-7")));
        assertLacks("0-2-5", () -> pass("0-1-5", List.of("0-2-5")));
    }

    private static void assertLacks(String gtid, Runnable pass) {
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(pass::run)
                .satisfies(e ->
                        org.assertj.core.api.Assertions.assertThat(e.code()).isEqualTo(FailureCode.SOURCE_BEHIND))
                .withMessageContaining(gtid);
    }

    private static void pass(String from, List<String> held, String... transactions) {
        ExpectedTransactions expected = ExpectedTransactions.of(new StreamRequest(
                new SourceConfig("localhost", 3306, "app", "u", new Secret("p"), TlsSettings.DISABLED),
                "test",
                List.of(),
                new SourcePosition(GtidSet.parse(from), "bin.000001", 4),
                held.stream().map(GtidSet::parse).toList(),
                table -> false));
        Stream.of(transactions).map(Gtid::parse).forEach(expected::reached);
    }
}
