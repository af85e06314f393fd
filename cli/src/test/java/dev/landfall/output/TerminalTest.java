package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @Test
    void noColorIsRespected() {
        assertThat(Terminal.detect(Map.of("TERM", "xterm", "NO_COLOR", "1")).colours())
                .isFalse();
        assertThat(Terminal.detect(Map.of("TERM", "xterm", "NO_COLOR", "")).colours())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"dumb", "''"})
    void aDumbTerminalIsNone(String term) {
        // Given
        Map<String, String> environment = term.isEmpty() ? Map.of() : Map.of("TERM", term);

        // Then
        assertThat(Terminal.detect(environment).out()).isFalse();
        assertThat(Terminal.detect(environment).err()).isFalse();
    }

    @Test
    void theFirstLocaleThatIsSetCounts() {
        assertThat(Terminal.detect(Map.of("LANG", "en_US.UTF-8")).unicode()).isTrue();
        assertThat(Terminal.detect(Map.of("LC_ALL", "C.utf8", "LANG", "C")).unicode())
                .isTrue();
        assertThat(Terminal.detect(Map.of("LC_ALL", "C", "LANG", "en_US.UTF-8")).unicode())
                .isFalse();
        assertThat(Terminal.detect(Map.of("LC_ALL", "", "LANG", "en_US.UTF-8")).unicode())
                .isTrue();
        assertThat(Terminal.detect(Map.of()).unicode()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'50 132\n', 50, 132", "'0 0', 24, 80", "'', 24, 80", "'stty: failed', 24, 80"})
    void aSizeThatIsNoneIsTheUsual(String stty, int lines, int columns) {
        assertThat(TerminalSize.parse(stty)).isEqualTo(new TerminalSize(lines, columns));
    }
}
