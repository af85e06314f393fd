package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.verify.Cause;
import dev.landfall.verify.RowDifference.ColumnDifference;
import dev.landfall.verify.RowDifference.Kind;
import org.junit.jupiter.api.Test;

class ValuePairTest {
    @Test
    void quotesShowBlanksAndTellTextFromNull() {
        assertThat(of("a ", "a")).isEqualTo(new ValuePair("'a '", "'a'"));
        assertThat(of(null, "NULL")).isEqualTo(new ValuePair("NULL", "'NULL'"));
    }

    @Test
    void controlCharactersAreSpelledOut() {
        assertThat(of("a\tb\nc\r", "\u001b[31m")).isEqualTo(new ValuePair("'a\\tb\\nc\\r'", "'\\x1b[31m'"));
    }

    @Test
    void longValuesAreCutToWhereTheyPart() {
        // Given
        String head = "x".repeat(500);
        String tail = "y".repeat(500);

        // When
        ValuePair pair = of(head + "A" + tail, head + "B" + tail);

        // Then
        assertThat(pair.source()).isEqualTo(".." + "x".repeat(16) + "A" + "y".repeat(19) + "..");
        assertThat(pair.target()).isEqualTo(".." + "x".repeat(16) + "B" + "y".repeat(19) + "..");
    }

    @Test
    void aValueThatEndsEarlierShowsItsEnd() {
        // When
        ValuePair pair = of("x".repeat(40), "x".repeat(50));

        // Then
        assertThat(pair.source()).isEqualTo(".." + "x".repeat(36) + "'");
        assertThat(pair.target()).isEqualTo(".." + "x".repeat(36) + "'");
    }

    @Test
    void aRowThatIsNotThereHasNoValues() {
        assertThat(ValuePair.of(Kind.EXTRA, new ColumnDifference("c", null, "x", Cause.OTHER)))
                .isEqualTo(new ValuePair("", "'x'"));
        assertThat(ValuePair.of(Kind.MISSING, new ColumnDifference("c", null, null, Cause.OTHER)))
                .isEqualTo(new ValuePair("NULL", ""));
    }

    private static ValuePair of(String source, String target) {
        return ValuePair.of(Kind.CHANGED, new ColumnDifference("c", source, target, Cause.OTHER));
    }
}
