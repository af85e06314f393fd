package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProseTest {
    private static final String SENTENCE = "Run `a < b | c`, not *that* [or] <this>.";

    @Test
    void codeAndTextAreEscapedAsTheirFormWants() {
        assertThat(Prose.HTML.of(SENTENCE)).isEqualTo("Run <code>a &lt; b | c</code>, not *that* [or] &lt;this&gt;.");
        assertThat(Prose.MARKDOWN.of(SENTENCE)).isEqualTo("Run `a < b | c`, not \\*that\\* \\[or\\] \\<this\\>.");
    }

    @Test
    void aValueStaysInItsCellOfAMarkdownTable() {
        assertThat(Prose.MARKDOWN.plain("a | b\n  c `d` e_f")).isEqualTo("a \\| b c \\`d\\` e_f");
    }
}
