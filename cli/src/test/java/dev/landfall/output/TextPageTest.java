package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextPageTest {
    @Test
    void textWrapsBetweenWordsOnly() {
        assertThat(TextPage.wrap("one two  three\nfour five", 9)).containsExactly("one two", "three", "four five");
        assertThat(TextPage.wrap("--exclude-tables=orders a", 9)).containsExactly("--exclude-tables=orders", "a");
        assertThat(TextPage.wrap("", 9)).containsExactly("");
    }

    @Test
    void furtherLinesStandBelowTheirText() {
        // Given
        StringWriter text = new StringWriter();

        // When
        new TextPage(new PrintWriter(text), Ink.NONE, 100).labelled("  next: ", "word ".repeat(20));

        // Then
        assertThat(text.toString()).isEqualTo("  next: " + "word ".repeat(18).strip() + "\n" + "        word word\n");
    }
}
