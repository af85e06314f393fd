package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {
    private final TextTable table =
            new TextTable().left("table").right("rows").left("verdict").row("orders", "1,000", "equal");

    @Test
    void namesGoLeftAndNumbersRight() {
        // When
        table.row("customers", "45", "different").footer("total", "1,045", "");

        // Then
        assertThat(String.join("\n", table.lines(Ink.NONE))).isEqualTo("""
                        table       rows  verdict
                        ---------------------------
                        orders     1,000  equal
                        customers     45  different
                        ---------------------------
                        total      1,045""");
    }

    @Test
    void coloursDoNotShiftColumns() {
        // Given
        Ink ink = new Ink(true);

        // When
        table.row(ink::bad, "customers", "45", "different");

        // Then
        assertThat(String.join("\n", table.lines(ink)).replace("\u001b", "^")).isEqualTo("""
                        ^[1mtable       rows  verdict^[0m
                        ---------------------------
                        orders     1,000  equal
                        customers     45 ^[31m different ^[0m""");
    }

    @Test
    void withoutRowsThereIsNoTable() {
        assertThat(new TextTable().left("table").lines(Ink.NONE)).isEmpty();
    }
}
