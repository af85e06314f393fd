package dev.landfall.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.bench.BenchTable.Piece;
import dev.landfall.failure.MigrationException;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {
    @Test
    void numbersThatCannotBeMeasuredWithAreRefused() {
        assertThatThrownBy(() -> new BenchOptions(19, 3, 2))
                .isInstanceOf(MigrationException.class)
                .hasMessage("--rows is 19; expected 20 or more.");
        assertThatThrownBy(() -> new BenchOptions(20, 0, 2)).hasMessage("--repeat is 0; expected 1 or more.");
        assertThatThrownBy(() -> new BenchOptions(20, 1, 65)).hasMessage("--workers is 65; expected 1 to 64.");
    }

    @Test
    void everyTableGrowsWithTheRows() {
        assertThat(BenchTable.all(2_000_000))
                .containsExactly(
                        new BenchTable("orders", 2_000_000),
                        new BenchTable("sbtest1", 2_000_000),
                        new BenchTable("docs", 100_000));
    }

    @Test
    void piecesAreTheWholeTable() {
        BenchTable table = new BenchTable("docs", 25);

        assertThat(table.pieces(10))
                .containsExactly(new Piece(table, 1, 10), new Piece(table, 11, 20), new Piece(table, 21, 25));
        assertThat(table.pieces(10)).extracting(Piece::rows).containsExactly(10L, 10L, 5L);
        assertThat(table.pieces(25)).containsExactly(new Piece(table, 1, 25));
    }
}
