package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is left to compare of a table of which some ranges were found equal. */
class EqualRangesTest {
    private static final Instant AT = Instant.parse("2024-06-01T12:00:00Z");

    private static EqualRange range(@Nullable String from, @Nullable String until, long rows) {
        return new EqualRange(new KeyRange(from, until), new EqualBefore("0-1-7", rows, AT.plusSeconds(rows), false));
    }

    private static EqualRanges numbers(EqualRange... ranges) {
        return EqualRanges.of(List.of(ranges), KeyLiteral.NUMBER.order());
    }

    private static List<String> shown(List<KeyRange> ranges) {
        return ranges.stream().map(range -> range.from() + ".." + range.until()).toList();
    }

    @Test
    void neighboursAreOneRangeInTheOrderOfNumbers() {
        EqualRanges ranges = numbers(range("90", "100", 10), range("-5", "90", 3), range("200", "1000", 4));

        assertThat(shown(ranges.joined())).containsExactly("-5..100", "200..1000");
        assertThat(shown(ranges.gaps())).containsExactly("null..-5", "100..200", "1000..null");
        assertThat(ranges.found()).isEqualTo(new EqualBefore("0-1-7", 17, AT.plusSeconds(3), false));
    }

    @Test
    void whatOverlapsOrWasFoundTwiceIsCoveredOnce() {
        EqualRanges ranges =
                numbers(range("10", "20", 1), range("10", "20", 1), range("12", "15", 1), range("20", "30", 1));

        assertThat(shown(ranges.joined())).containsExactly("10..30");
        assertThat(shown(ranges.gaps())).containsExactly("null..10", "30..null");
    }

    @Test
    void openEndsLeaveNothingBeyondThem() {
        assertThat(numbers(range(null, "5", 1), range("5", null, 1)).gaps()).isEmpty();
        assertThat(shown(numbers(range(null, "5", 1), range("7", null, 1)).gaps()))
                .containsExactly("5..7");
        assertThat(shown(numbers(range(null, "5", 1)).gaps())).containsExactly("5..null");
        assertThat(shown(numbers(range("5", null, 1)).gaps())).containsExactly("null..5");
        assertThat(shown(numbers(range("5", null, 1), range("7", "9", 1)).joined()))
                .containsExactly("5..null");
    }

    @Test
    void decimalsAndBytesHaveTheirOwnOrder() {
        assertThat(shown(numbers(range("9.50", "10.5", 1), range("10.50", "11", 1))
                        .joined()))
                .containsExactly("9.50..11");
        EqualRanges bytes = EqualRanges.of(
                List.of(range("0AFF", "0B", 1), range("0A", "0AFF", 1), range("", "01", 1)), KeyLiteral.BYTES.order());
        assertThat(shown(bytes.joined())).containsExactly("..01", "0A..0B");
        assertThat(shown(bytes.gaps())).containsExactly("null..", "01..0A", "0B..null");
    }

    /** Everywhere is looked for what has changed, so there must not be too many. */
    @Test
    void ofManyThoseWithTheMostRowsCount() {
        List<EqualRange> many = new ArrayList<>(IntStream.range(0, 40)
                .mapToObj(i -> range(String.valueOf(10 * i), String.valueOf(10 * i + 5), i))
                .toList());
        EqualRanges ranges = EqualRanges.of(many, KeyLiteral.NUMBER.order());

        assertThat(ranges.joined()).hasSize(16);
        assertThat(ranges.joined().get(0).from()).isEqualTo("240");
        assertThat(ranges.gaps()).hasSize(17);
        assertThat(ranges.found().rows()).isEqualTo(IntStream.range(24, 40).sum());
    }

    @Test
    void whatWasFoundIsToldInOneSentence() {
        EqualBefore whole = new EqualBefore("0-1-7", 100, AT);
        EqualBefore part = new EqualBefore("0-1-9", 1_200_000, AT.plusSeconds(5), false);
        assertThat(EqualTablesText.of(List.of(whole), 3, "is"))
                .isEqualTo(
                        "1 of 3 tables was found equal at source position 0-1-7 (2024-06-01T12:00:00Z) by a verification"
                                + " that was interrupted; of it only what has changed since is compared.");
        assertThat(EqualTablesText.of(Arrays.asList(part, whole), 3, "was"))
                .isEqualTo(
                        "1 of 3 tables and 1,200,000 rows of 1 other were found equal at source position 0-1-7 or later"
                                + " (2024-06-01T12:00:00Z) by a verification that was interrupted; of them only what has changed"
                                + " since was compared.");
        assertThat(EqualTablesText.of(List.of(part), 3, "is"))
                .isEqualTo(
                        "1,200,000 rows of 1 of 3 tables were found equal at source position 0-1-9 (2024-06-01T12:00:05Z)"
                                + " by a verification that was interrupted; of them only what has changed since is compared.");
    }
}
