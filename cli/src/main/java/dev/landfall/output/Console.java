package dev.landfall.output;

import dev.landfall.config.GroupOption;
import dev.landfall.failure.FailureCode;
import dev.landfall.run.SchemaParity;
import dev.landfall.verify.VerificationReport;
import java.io.PrintWriter;
import java.util.function.Function;

/**
 * Where a command's words go: the result to stdout; warnings, hints and errors to stderr. As JSON, everything but
 * warnings and hints goes to stdout. Thread-safe.
 */
public final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private final OutputFormat format;
    private final Terminal terminal;
    private final GroupOption group;

    public Console(PrintWriter out, PrintWriter err, OutputFormat format, Terminal terminal) {
        this(out, err, format, terminal, GroupOption.NONE);
    }

    private Console(PrintWriter out, PrintWriter err, OutputFormat format, Terminal terminal, GroupOption group) {
        this.out = out;
        this.err = err;
        this.format = format;
        this.terminal = terminal;
        this.group = group;
    }

    /** The same for what is about a group: commands that its sentences name have the option. */
    public Console about(GroupOption option) {
        return new Console(out, err, format, terminal, option);
    }

    /** A sentence as it is printed. */
    String words(String sentence) {
        return group.in(sentence);
    }

    public boolean json() {
        return format == OutputFormat.JSON;
    }

    /** Ends a command that did what it was asked to. */
    public void result(String command, int exitCode, ResultPage page) {
        if (json()) {
            event(JsonObject.of("event", "result")
                    .with("command", command)
                    .with("exitCode", exitCode)
                    .withAll(page.json().sentences(group::in)));
        } else {
            synchronized (out) {
                page.print(new TextPage(out, terminal.inkOut(), terminal.textWidth(), group));
                out.flush();
            }
        }
    }

    /** One line of JSON. */
    public void event(JsonObject event) {
        String line = JsonText.of(event);
        synchronized (out) {
            out.print(line);
            out.print('\n');
            out.flush();
        }
    }

    /** Something that works but should not stay so. */
    public void warn(String sentence) {
        complain(ink -> ink.doubtful("warning") + " " + words(sentence));
    }

    /** What to do next. */
    public void hint(String sentence) {
        if (!json()) {
            complain(ink -> ink.faint("next: ") + words(sentence));
        }
    }

    /** A failure that ends the command. */
    public void error(FailureCode code, String message, String advice) {
        if (json()) {
            event(JsonObject.of("event", "error")
                    .with(
                            "error",
                            JsonObject.of("code", code.code())
                                    .with("message", message)
                                    .with("advice", advice)
                                    .with("retryIsSafe", code.kind().retryIsSafe())
                                    .with("exitCode", code.kind().exitCode())));
        } else {
            complain(ink -> ink.bad("error " + code.code()) + " " + message);
            complain(ink -> "  next: " + advice);
        }
    }

    /** Shows tables that are not equal on the page of a GitHub workflow's run. */
    public void annotate(VerificationReport report, SchemaParity schema) {
        GitHubAnnotations.of(report, schema).forEach(this::aside);
    }

    /** A line for stderr whatever the format is: an annotation, a stack trace. */
    public void aside(String line) {
        complain(ink -> line);
    }

    /** How a long command shows that it gets on; closed before the result is printed. */
    public ProgressDisplay progress() {
        ProgressBoard board = new ProgressBoard(System::nanoTime);
        if (json()) {
            return new JsonDisplay(board, this);
        }
        return terminal.err()
                ? new LiveDisplay(board, err, new LiveLines(terminal.inkErr(), terminal.unicode(), group))
                : new PlainDisplay(board, err, group);
    }

    private void complain(Function<Ink, String> line) {
        synchronized (err) {
            err.print(line.apply(terminal.inkErr()));
            err.print('\n');
            err.flush();
        }
    }
}
