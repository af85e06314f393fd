package dev.landfall.demo;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The toolkit's commands on the demo's two databases, with flags and environment as a user gives them. Thread-safe. */
final class DemoCommands {
    private final CommandRunner runner;
    private final Map<String, String> environment;
    private final List<String> connection;

    DemoCommands(CommandRunner runner, DemoServers servers) {
        this.runner = runner;
        this.environment = Map.of(
                "MIGRATE_SOURCE_PASSWORD", servers.source().password().value(),
                "MIGRATE_TARGET_PASSWORD", servers.target().password().value());
        this.connection = List.of(
                "--source", servers.source().display(),
                "--target", servers.target().display());
    }

    /** As people read it: without the options that all of them have. */
    static String line(String... words) {
        return "migrate " + String.join(" ", words);
    }

    /** The options that all of them have. */
    String connection() {
        return String.join(" ", connection);
    }

    /** Runs a command to its end, in this thread. */
    CommandResult run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = runner.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                environment,
                arguments(words).toArray(String[]::new));
        return CommandResult.of(
                line(arguments(words).toArray(String[]::new)), exitCode, out.toString(), err.toString());
    }

    /** The same, told before it runs. */
    CommandResult shown(Narrator narrator, String... words) {
        narrator.command(line(words));
        return run(words);
    }

    private List<String> arguments(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(connection);
        arguments.addAll(List.of("--output", "json"));
        return arguments;
    }
}
