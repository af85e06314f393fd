package dev.landfall.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** Tells the demo's story: numbered steps, what is run, what came of it. Colours on a terminal only. */
final class Narrator {
    private static final String INDENT = "     ";
    private static final String HANGING = INDENT + "   ";
    private static final String VALUES = INDENT + " ".repeat(24);

    /** So that it fits a terminal of 100 columns. */
    private static final int WIDTH = 98;

    private final PrintWriter out;
    private final int steps;
    private final boolean colours;
    private int step;

    Narrator(PrintWriter out, int steps, boolean colours) {
        this.out = out;
        this.steps = steps;
        this.colours = colours;
    }

    static boolean coloursWanted(Map<String, String> environment) {
        return System.console() != null
                && !environment.getOrDefault("TERM", "dumb").equals("dumb")
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    void title(String text) {
        line(paint("1", text));
    }

    /** Begins the next step. */
    void step(String title) {
        step++;
        line("");
        line(paint("1", step + "/" + steps + "  " + title));
    }

    void say(String sentence) {
        wrapped(INDENT, INDENT, sentence);
    }

    /** A command line, as it is about to be run. */
    void command(String commandLine) {
        line(INDENT + paint("36", "$ " + commandLine));
    }

    /** What a command or a check found. */
    void found(String sentence) {
        wrapped(INDENT + paint("32", "-> "), HANGING, sentence);
    }

    /** One of several things found; long ones are cut, since the command itself shows them in full. */
    void detail(String sentence) {
        int most = WIDTH - HANGING.length();
        line(HANGING + (sentence.length() <= most ? sentence : sentence.substring(0, most - 3) + "..."));
    }

    void fact(String name, String value) {
        wrapped(INDENT + String.format(Locale.ROOT, "%-24s", name), VALUES, value);
    }

    void heading(String text) {
        line("");
        line(paint("1", text));
    }

    /** @param hanging in front of every line but the first; as wide as {@code first} */
    private void wrapped(String first, String hanging, String text) {
        int room = WIDTH - hanging.length();
        String front = first;
        String rest = text;
        while (rest.length() > room && rest.lastIndexOf(' ', room) > 0) {
            int space = rest.lastIndexOf(' ', room);
            line(front + rest.substring(0, space));
            front = hanging;
            rest = rest.substring(space + 1);
        }
        line(front + rest);
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
