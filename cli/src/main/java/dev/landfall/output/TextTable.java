package dev.landfall.output;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import com.github.freva.asciitable.Styler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A table in plain text: a rule below the header and above the footer, numbers to the right. */
final class TextTable {
    private static final int HEADER_RULE = 8;
    private static final int FOOTER_RULE = 19;
    private static final int MAX_COLUMN_WIDTH = 60;

    private final List<Column> columns = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();
    private final List<UnaryOperator<String>> styles = new ArrayList<>();

    TextTable left(String header) {
        return column(header, HorizontalAlign.LEFT);
    }

    TextTable right(String header) {
        return column(header, HorizontalAlign.RIGHT);
    }

    private TextTable column(String header, HorizontalAlign align) {
        columns.add(new Column()
                .header(header)
                .headerAlign(align)
                .dataAlign(align)
                .footerAlign(align)
                .maxWidth(MAX_COLUMN_WIDTH, OverflowBehaviour.NEWLINE));
        return this;
    }

    TextTable row(String... cells) {
        return row(UnaryOperator.identity(), cells);
    }

    /** @param style colours the row's last cell */
    TextTable row(UnaryOperator<String> style, String... cells) {
        rows.add(cells);
        styles.add(style);
        return this;
    }

    TextTable footer(String... cells) {
        for (int i = 0; i < cells.length; i++) {
            columns.get(i).footer(cells[i]);
        }
        return this;
    }

    /** Lines without an indent or a line break at the end; none when there are no rows. */
    List<String> lines(Ink ink) {
        if (rows.isEmpty()) {
            return List.of();
        }
        String table = AsciiTable.builder()
                .lineSeparator("\n")
                .border(rules(columns.stream().anyMatch(column -> column.getFooter() != null)))
                .styler(new LastCellStyler())
                .data(columns.toArray(Column[]::new), rows.toArray(Object[][]::new))
                .asString();
        List<String> lines =
                new ArrayList<>(table.lines().map(TextTable::withoutPadding).toList());
        lines.set(0, ink.strong(lines.get(0)));
        return lines;
    }

    /** The library pads every cell on both sides. */
    private static String withoutPadding(String line) {
        return line.startsWith("-") ? line.substring(2) : line.substring(1).stripTrailing();
    }

    private static Character[] rules(boolean footer) {
        Character[] rules = new Character[AsciiTable.NO_BORDERS.length];
        Arrays.fill(rules, null);
        rules[HEADER_RULE] = '-';
        rules[FOOTER_RULE] = footer ? '-' : null;
        return rules;
    }

    private final class LastCellStyler implements Styler {
        @Override
        public List<String> styleCell(Column column, int row, int position, List<String> lines) {
            return position == columns.size() - 1
                    ? lines.stream().map(styles.get(row)).toList()
                    : lines;
        }
    }
}
