package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** docs/type-cases.md is made of the cases that are tested. */
class TypeCasesPageTest {
    private static final Path PAGE = Path.of("../docs/type-cases.md");
    private static final Path MADE = Path.of("target/type-cases.md");
    private static final int LONGEST = 60;

    @Test
    void thePageShowsTheCases() throws IOException {
        String page = page(TypeCases.read());
        Files.writeString(MADE, page);

        assertThat(PAGE).as("copy cli/" + MADE + " to docs").hasContent(page);
    }

    private static String page(TypeCases cases) {
        StringBuilder page = new StringBuilder("""
                # Type cases

                Every line is a test: the value is written on MariaDB, and PostgreSQL must then show the text, whether it came by
                snapshot, by an INSERT of the stream or by an UPDATE of the stream; the verification must find it equal. The time
                zones of both servers, of the sessions and of the Java virtual machine are all different. [types.md](types.md)
                explains the decisions.
                """);
        String section = "";
        for (TypeCases.Block block : cases.blocks()) {
            if (!block.section().equals(section)) {
                section = block.section();
                page.append("\n## ")
                        .append(section)
                        .append("\n\n| MariaDB | value | PostgreSQL | shows |\n|---|---|---|---|\n");
            }
            for (TypeCases.Value value : block.values()) {
                page.append("| ")
                        .append(code(block.source()))
                        .append(" | ")
                        .append(code(value.expression()))
                        .append(" | ")
                        .append(code(block.target()))
                        .append(" | ")
                        .append(shown(value))
                        .append(" |\n");
            }
        }
        return page.toString();
    }

    private static String shown(TypeCases.Value value) {
        if (value.condition() != null) {
            return "where " + code(value.condition());
        }
        if (value.expected() == null) {
            return "NULL";
        }
        return value.expected().isEmpty() ? "(empty)" : code(value.expected());
    }

    /** In a table cell: bars and control characters would break it. */
    private static String code(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (c == '|') {
                shown.append("\\|");
            } else if (c < ' '
                    || c >= 0x7F && c <= 0xA0
                    || c == 0xFFFD
                    || Character.getType(c) == Character.NON_SPACING_MARK) {
                shown.append(String.format(Locale.ROOT, "U+%04X ", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        String cut = text.codePointCount(0, text.length()) > LONGEST ? "…" : "";
        String fence = text.contains("`") ? "``" : "`";
        String content = shown + cut;
        boolean padded = content.startsWith(" ") || content.endsWith(" ") || content.startsWith("`");
        return fence + (padded ? " " + content + " " : content) + fence;
    }
}
