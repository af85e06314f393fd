package dev.landfall.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table that can be written in more than one way: names in the first column, figures in the others. */
final class Grid {
    private final List<String> headers;
    private final List<List<String>> rows = new ArrayList<>();

    Grid(String... headers) {
        this.headers = List.of(headers);
    }

    /** Cells that are left out at the end are empty. */
    Grid row(String... cells) {
        List<String> row = new ArrayList<>(Arrays.asList(cells));
        while (row.size() < headers.size()) {
            row.add("");
        }
        rows.add(row);
        return this;
    }

    TextTable text() {
        TextTable table = new TextTable().left(headers.get(0));
        headers.stream().skip(1).forEach(table::right);
        rows.forEach(row -> table.row(row.toArray(String[]::new)));
        return table;
    }

    List<String> markdown() {
        List<String> lines = new ArrayList<>();
        lines.add(line(headers));
        lines.add("|---" + "|---:".repeat(headers.size() - 1) + "|");
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private static String line(List<String> cells) {
        return "| "
                + String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList()) + " |";
    }
}
