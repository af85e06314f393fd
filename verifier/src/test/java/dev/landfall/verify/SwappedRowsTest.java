package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.verify.RowDifference.ColumnDifference;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwappedRowsTest {
    /** Each row as the values that it had and has; rows that have changed places are those of these numbers. */
    @ParameterizedTest
    @CsvSource({
        "a-b b-a, 0 1",
        "a-b b-c c-a, 0 1 2",
        "a-b b-a c-d d-e e-c, 0 1 2 3 4",
        // Each is followed by the next one's value: all were counted up.
        "1-2 2-3 3-4, ''",
        "a-b c-d, ''",
        // Which of the two had its place taken?
        "a-b a-b b-a, ''",
        "a-b b-a c-a, ''",
        "a-b b-a b-c, ''",
        "a-b b-a c-d, 0 1"
    })
    void onlyRowsWhoseValuesAreAllAccountedForAreSwapped(String rows, String swapped) {
        List<String> moves = List.of(rows.split(" "));
        List<Explained> differences = moves.stream()
                .map(move -> changed(moves.indexOf(move), move.split("-")))
                .toList();

        assertThat(SwappedRows.swapped(differences))
                .extracting(RowKey::digest)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(swapped.split(" "))
                        .filter(number -> !number.isEmpty())
                        .toList());
    }

    private static Explained changed(int number, String... values) {
        RowDifference difference = RowDifference.changed(
                "id=" + number, List.of(new ColumnDifference("v", values[0], values[1], Cause.OTHER)));
        return new Explained(
                new RowKey(String.valueOf(number), List.of()), difference, new Exchange(values[0], values[1]));
    }
}
