package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.TableName;
import dev.landfall.verify.Cause;
import dev.landfall.verify.Fencing;
import dev.landfall.verify.RowDifference;
import dev.landfall.verify.Strength;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GitHubAnnotationsTest {
    @Test
    void onePerTableThatIsNotEqual() {
        assertThat(GitHubAnnotations.of(Samples.withDifferences(), Samples.SCHEMA))
                .containsExactly(
                        "::error title=VERIFY-001 shop.orders::4 rows differ, the first: changed id=42",
                        "::warning title=VERIFY-002 shop.carts::not proven: 2 rows kept changing");
        assertThat(GitHubAnnotations.of(Samples.clean(), Samples.SCHEMA)).isEmpty();
    }

    @Test
    void onePerDifferenceOfTheSchema() {
        assertThat(GitHubAnnotations.of(Samples.clean(), Samples.OTHER_SCHEMA))
                .containsExactly(
                        "::error title=SCHEMA-003 shop.orders::planned index orders_day_idx, on the target missing");
    }

    @Test
    void oneForATableThatCouldNotBeRead() {
        assertThat(GitHubAnnotations.of(Samples.partlyRead(), Samples.SCHEMA))
                .containsExactly("::error title=SCHEMA-003 shop.carts::not compared: shop.carts.note is missing on the"
                        + " target");
    }

    @Test
    void whatWouldEndACommandIsEscaped() {
        // Given
        TableVerdict verdict = new TableVerdict(
                new TableName("shop", "a:b,c"),
                1,
                1,
                1,
                List.of(new RowDifference(RowDifference.Kind.EXTRA, "k=5%\n::error::x", Cause.EXTRA_ROW, List.of())),
                "",
                Duration.ZERO);
        VerificationReport report = new VerificationReport.WithDifferences(
                Strength.STATIC, Instant.EPOCH, Duration.ZERO, "", List.of(verdict), Fencing.NONE);

        // Then
        assertThat(GitHubAnnotations.of(report, Samples.SCHEMA))
                .containsExactly("::error title=VERIFY-001 shop.a%3Ab%2Cc::1 row differs, the first: only on the target"
                        + " k=5%25%0A::error::x");
    }
}
