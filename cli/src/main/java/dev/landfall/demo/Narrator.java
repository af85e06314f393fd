package dev.landfall.demo;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** Tells the demo's story: numbered steps, what is run, what came of it. Colours on a terminal only. */
final class Narrator {
    private static final String INDENT = "     ";
    private static final int MAX_DETAIL = 110;

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
        line(INDENT + sentence);
    }

    /** A command line, as it is about to be run. */
    void command(String commandLine) {
        line(INDENT + paint("36", "$ " + commandLine));
    }

    /** What a command or a check found. */
    void found(String sentence) {
        line(INDENT + paint("32", "-> ") + sentence);
    }

    /** One of several things found; long ones are cut, since the command itself shows them in full. */
    void detail(String sentence) {
        boolean fits = sentence.length() <= MAX_DETAIL;
        line(INDENT + "   " + (fits ? sentence : sentence.substring(0, MAX_DETAIL - 3) + "..."));
    }

    void fact(String name, String value) {
        line(INDENT + String.format(Locale.ROOT, "%-24s", name) + value);
    }

    void heading(String text) {
        line("");
        line(paint("1", text));
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
