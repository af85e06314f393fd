package dev.landfall.output;

import dev.landfall.config.GroupOption;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Lays out text: lines, wrapped paragraphs, tables. */
public final class TextPage {
    /** Where text wraps when nobody looks, and at the most. */
    static final int WIDTH = 100;

    private final PrintWriter out;
    private final Ink ink;
    private final int width;
    private final GroupOption group;

    TextPage(PrintWriter out, Ink ink, int width) {
        this(out, ink, width, GroupOption.NONE);
    }

    /** @param group that it is about, for the commands that it names */
    TextPage(PrintWriter out, Ink ink, int width, GroupOption group) {
        this.out = out;
        this.ink = ink;
        this.width = width;
        this.group = group;
    }

    Ink ink() {
        return ink;
    }

    void line(String text) {
        put(group.in(text));
    }

    /** As it is: where a line was wrapped between a command and its option, the command would get the option once more. */
    private void put(String line) {
        out.print(line);
        out.print('\n');
    }

    void blank() {
        line("");
    }

    void heading(String text) {
        blank();
        line(ink.strong(text));
    }

    void table(TextTable table) {
        table.lines(ink).forEach(this::line);
    }

    /** Text behind a label, wrapped below its own start. */
    void labelled(String label, String text) {
        List<String> lines = wrap(group.in(text), width - label.length());
        put(group.in(label) + lines.get(0));
        lines.subList(1, lines.size()).forEach(rest -> put(" ".repeat(label.length()) + rest));
    }

    /** A word that is longer than the width keeps a line of its own: people copy names and statements. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
