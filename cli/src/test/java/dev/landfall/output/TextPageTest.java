package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.config.GroupOption;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.IntStream;
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

    @Test
    void aCommandHasItsOptionOnceWhereverItIsWrapped() {
        assertThat(IntStream.rangeClosed(20, TextPage.WIDTH)).allSatisfy(width -> {
            StringWriter text = new StringWriter();

            new TextPage(new PrintWriter(text), Ink.NONE, width, new GroupOption("sales"))
                    .labelled(
                            "  next: ",
                            "no stream is running: run migrate stream until it is caught up, then migrate verify.");

            assertThat(text.toString().replaceAll("\\s+", " "))
                    .isEqualTo(" next: no stream is running: run migrate stream --group sales until it is caught up,"
                            + " then migrate verify --group sales. ");
        });
    }
}
