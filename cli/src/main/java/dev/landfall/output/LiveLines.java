package dev.landfall.output;

import dev.landfall.config.GroupOption;
import dev.landfall.output.ProgressView.Stream;
import dev.landfall.output.ProgressView.Table;
import dev.landfall.output.ProgressView.Total;
import dev.landfall.run.Progress.StreamProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** All progress in a few lines that fit a terminal: the phase, the running tables, the total, the stream. */
final class LiveLines {
    private static final int MIN_BAR_WIDTH = 6;
    private static final int MAX_BAR_WIDTH = 24;
    /** Blanks left of the name, the bar and the figures, and the last column, which some terminals do not like. */
    private static final int MARGINS = 7;

    private static final int MAX_NAME_WIDTH = 28;
    /** Below, expectations and bytes per table are left out. */
    private static final int WIDE = 110;
    /** For what is neither a table's line nor free: phase, rest, total, what the ETA lacks, source and hold or stream, comparison. */
    private static final int OTHER_LINES = 10;

    private final Ink ink;
    private final boolean unicode;
    private final GroupOption group;

    LiveLines(Ink ink, boolean unicode) {
        this(ink, unicode, GroupOption.NONE);
    }

    /** @param group that it is about, for the commands that are named */
    LiveLines(Ink ink, boolean unicode, GroupOption group) {
        this.ink = ink;
        this.unicode = unicode;
        this.group = group;
    }

    String sentence(String text) {
        return group.in(text);
    }

    List<String> of(ProgressView view, TerminalSize size) {
        List<String> lines = new ArrayList<>();
        String phase = view.phase().isEmpty() ? "working" : view.phase();
        lines.add(ink.strong(phase) + "  " + Figures.duration(view.phaseTook()));
        if (view.total() != null && view.copying()) {
            lines.addAll(tables(view.running(), view.total(), size));
            if (view.total().eta().isPresent() && !view.total().uncounted().isEmpty()) {
                lines.add("  ETA lacks " + String.join(" and ", view.total().uncounted()));
            }
        }
        if (view.copy() != null) {
            PlainLine.view(view.copy()).ifPresent(text -> lines.add("  source    " + text));
            if (!view.copy().held().isEmpty()) {
                lines.add("  held      " + ink.doubtful(PlainLine.held(view.copy())));
            }
        }
        if (view.stream() != null) {
            lines.addAll(stream(view.stream()));
        }
        if (view.compared() != null) {
            lines.add("  so far    " + PlainLine.compared(view.compared()));
        }
        return lines;
    }

    /** As much of a page as fits. */
    List<String> of(ResultPage page, TerminalSize size) {
        StringWriter text = new StringWriter();
        page.print(new TextPage(new PrintWriter(text), ink, Math.min(TextPage.WIDTH, size.columns()), group));
        return text.toString().lines().limit(size.lines() - 2L).toList();
    }

    private List<String> tables(List<Table> running, Total total, TerminalSize size) {
        int shown = Math.min(running.size(), Math.max(1, size.lines() - OTHER_LINES));
        boolean wide = size.columns() >= WIDE;
        List<List<String>> cells = new ArrayList<>();
        running.subList(0, shown).forEach(table -> cells.add(cells(table, wide)));
        cells.add(cells(total, wide));
        List<String> names = align(cells, 0, 1);
        List<String> figures = align(cells, 1, cells.get(0).size());
        int barWidth = size.columns() - names.get(0).length() - figures.get(0).length() - MARGINS;
        List<String> aligned = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            double share = i < shown ? running.get(i).share() : total.share();
            aligned.add("  " + names.get(i) + bar(share, Math.min(barWidth, MAX_BAR_WIDTH)) + "  " + figures.get(i));
        }
        if (shown < running.size()) {
            aligned.add(shown, ink.faint("  and " + Figures.count(running.size() - shown, "more table")));
        }
        return aligned;
    }

    private static List<String> cells(Table table, boolean wide) {
        String name = table.table();
        String cut = name.length() <= MAX_NAME_WIDTH ? name : ".." + name.substring(name.length() - MAX_NAME_WIDTH + 2);
        return cells(
                cut,
                Figures.percent(table.share()),
                rows(table.rows(), table.expectedRows(), wide),
                wide ? Figures.bytes(table.bytes()) : "",
                rate(table.rowsPerSecond(), " rows/s"),
                table.outlook());
    }

    private static List<String> cells(Total total, boolean wide) {
        OptionalDouble bytesPerSecond = total.bytesPerSecond();
        String megabytes = Figures.bytes(total.bytes());
        return cells(
                total.tablesCopied() + "/" + total.tables() + " tables",
                Figures.percent(total.share()),
                rows(total.rows(), total.expectedRows(), wide),
                bytesPerSecond.isPresent() && wide
                        ? megabytes + ", " + Figures.bytes(Math.round(bytesPerSecond.getAsDouble())) + "/s"
                        : megabytes,
                rate(total.rowsPerSecond(), " rows/s"),
                total.outlook());
    }

    private static List<String> cells(String... cells) {
        return List.of(cells);
    }

    private static String rows(long rows, long expectedRows, boolean wide) {
        return wide ? Figures.count(rows) + " of ~" + Figures.count(expectedRows) + " rows" : Figures.count(rows);
    }

    private static String rate(OptionalDouble perSecond, String unit) {
        return perSecond.isPresent() ? Figures.rate(perSecond.getAsDouble()) + unit : "";
    }

    /** The cells of some columns, one text per row: the first column to the left, figures to the right. */
    private static List<String> align(List<List<String>> rows, int from, int to) {
        List<StringBuilder> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(new StringBuilder()));
        for (int column = from; column < to; column++) {
            int position = column;
            int width = rows.stream()
                    .mapToInt(row -> row.get(position).length())
                    .max()
                    .orElse(0);
            for (int row = 0; row < rows.size(); row++) {
                String cell = rows.get(row).get(column);
                String padding = " ".repeat(width - cell.length());
                String gap = column == from || width == 0 ? "" : "  ";
                lines.get(row).append(gap).append(column == 0 ? cell + padding : padding + cell);
            }
        }
        return lines.stream().map(StringBuilder::toString).toList();
    }

    /** With a gap in front; nothing where there is no room. */
    private String bar(double share, int width) {
        if (width < MIN_BAR_WIDTH) {
            return "";
        }
        int filled = (int) Math.round(share * width);
        String done = (unicode ? "\u2501" : "#").repeat(filled);
        String open = (unicode ? "\u2500" : ".").repeat(width - filled);
        return "  " + ink.good(done) + ink.faint(open);
    }

    private List<String> stream(Stream stream) {
        String speed = stream.changesPerSecond().isPresent()
                        && stream.transactionsPerSecond().isPresent()
                ? Figures.rate(stream.changesPerSecond().getAsDouble()) + " changes/s, "
                        + Figures.rate(stream.transactionsPerSecond().getAsDouble()) + " transactions/s"
                : "measuring";
        StreamProgress progress = stream.progress();
        String lag = PlainLine.lag(stream);
        List<String> lines = new ArrayList<>();
        if (!progress.held().isEmpty()) {
            lines.add("  held      " + ink.doubtful(String.join("; ", progress.held())));
        }
        lines.add("  lag       " + (progress.lag().isCaughtUp() ? ink.good(lag) : ink.doubtful(lag)));
        PlainLine.binlog(progress).ifPresent(binlog -> lines.add("  binlog    " + ink.bad(binlog)));
        lines.add("  speed     " + speed);
        lines.add("  applied   " + Figures.count(progress.transactions(), "transaction") + ", "
                + Figures.count(progress.changes(), "change") + "; at " + progress.appliedPosition());
        return lines;
    }
}
