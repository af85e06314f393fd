package dev.landfall.cli;

import dev.landfall.output.OutputFormat;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a command speaks. */
final class OutputOptions {
    static final String MIXIN = "output";

    @ArgGroup(validate = false, heading = "%nGeneral:%n", order = 90)
    private Group group = new Group();

    static final class Group {
        @Option(
                names = "--output",
                paramLabel = "FORMAT",
                description = "What stdout holds: text (default), or json, one object per line.")
        private OutputFormat format = OutputFormat.TEXT;

        @Option(
                names = {"-v", "--verbose"},
                description = "Log what happens on stderr, and show stack traces.")
        private boolean verbose;

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help.")
        boolean help;
    }

    /** Before the first logger is made: see logback.xml. */
    void applyLogLevel() {
        if (group.verbose) {
            System.setProperty("landfall.log.level", "INFO");
            System.setProperty("landfall.log.engine", "WARN");
            System.setProperty("landfall.log.stack", "full");
        }
    }

    OutputFormat format() {
        return group.format;
    }

    boolean verbose() {
        return group.verbose;
    }

    /** Those of a command that has been parsed; the defaults where a command has none. */
    static OutputOptions of(CommandLine commandLine) {
        return commandLine.getMixins().get(MIXIN) instanceof OutputOptions options ? options : new OutputOptions();
    }
}
