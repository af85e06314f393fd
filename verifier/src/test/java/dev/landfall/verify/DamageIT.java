package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.Damages;
import dev.landfall.verify.RowDifference.ColumnDifference;
import dev.landfall.verify.RowDifference.Kind;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever befalls a copy is found, located and named; a clean copy has nothing to find. */
class DamageIT {
    private static final VerifyOptions OPTIONS = new VerifyOptions(1000, 2, 50, Duration.ofSeconds(10), Method.AUTO);

    @Test
    void everyKindOfDamageIsFoundLocatedAndNamedAndNothingElse() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(Damages.tables())) {
            assertThat(database.verify(OPTIONS)).isInstanceOf(VerificationReport.Clean.class);
            database.target.execute(Damages.damage());

            VerificationReport report = database.verify(OPTIONS);

            assertThat(report.tables().stream().flatMap(DamageIT::findings))
                    .containsExactlyInAnyOrderElementsOf(Damages.findings());
            assertThat(report.differing()).isEqualTo(Damages.findings().size());
        }
    }

    private static Stream<String> findings(TableVerdict table) {
        return table.differences().stream()
                .map(difference -> table.table().name() + " " + word(difference.kind()) + " "
                        + (difference.key().contains("=") ? difference.key() : "*") + " " + columns(difference) + " "
                        + word(difference.cause()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String columns(RowDifference difference) {
        if (difference.kind() == Kind.CHANGED) {
            assertThat(difference.columns()).isNotEmpty();
        }
        return String.join(
                ",", difference.columns().stream().map(ColumnDifference::column).toList());
    }
}
