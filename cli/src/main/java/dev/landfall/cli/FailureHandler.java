package dev.landfall.cli;

import dev.landfall.config.Spelling;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.FailureKind;
import dev.landfall.failure.MigrationException;
import dev.landfall.output.Console;
import dev.landfall.output.OutputFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every failure into a code, a sentence, advice, and an exit code. */
final class FailureHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Session session;

    FailureHandler(Session session) {
        this.session = session;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String message = Passwords.hidden(String.valueOf(e.getMessage())).replaceFirst("^Error: ", "");
        String end = message.matches(".*[.?]") ? "" : ".";
        session.console(requestedFormat(arguments))
                .error(
                        FailureCode.USAGE,
                        command + ": " + message + end + correction(e),
                        "See " + command + " --help.");
        return FailureCode.USAGE.kind().exitCode();
    }

    private static String correction(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            CommandSpec spec = e.getCommandLine().getCommandSpec();
            String first = unmatched.getUnmatched().get(0);
            return Spelling.didYouMean(
                    first,
                    first.startsWith("-")
                            ? spec.optionsMap().keySet()
                            : spec.subcommands().keySet());
        }
        return "";
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult result) {
        OutputOptions output = OutputOptions.of(commandLine);
        return report(aboutTheSame(explain(e, commandLine), commandLine), e, output.format(), output.verbose());
    }

    /** For what is thrown past picocli, which only handles exceptions of commands. */
    int handleFault(Throwable e, String[] arguments) {
        List<String> words = Arrays.asList(arguments);
        boolean verbose = words.contains("-v") || words.contains("--verbose");
        return report(fault("migrate", e), e, requestedFormat(arguments), verbose);
    }

    private int report(MigrationException failure, Throwable thrown, OutputFormat format, boolean verbose) {
        Console console = session.console(format);
        if (verbose) {
            console.aside(stackTrace(thrown));
        }
        console.error(failure.code(), String.valueOf(failure.getMessage()), failure.advice());
        return failure.code().kind().exitCode();
    }

    private static MigrationException aboutTheSame(MigrationException failure, CommandLine commandLine) {
        Object userObject = commandLine.getCommand();
        return userObject instanceof MigrationCommand command
                ? new MigrationException(
                        failure.code(),
                        command.aboutTheSame(String.valueOf(failure.getMessage())),
                        command.aboutTheSame(failure.advice()),
                        failure)
                : failure;
    }

    private MigrationException explain(Exception e, CommandLine commandLine) {
        MigrationException failure = e instanceof MigrationException known
                ? known
                : fault(commandLine.getCommandSpec().qualifiedName(), e);
        // What fails while everything is being stopped fails because of it.
        boolean stopped = session.interruption().requested() && failure.code().kind() == FailureKind.FAILED;
        return stopped || e instanceof InterruptedException ? interrupted(commandLine) : failure;
    }

    private static MigrationException fault(String command, Throwable e) {
        String message = e.getMessage() == null ? "" : " (" + Passwords.hidden(e.getMessage()) + ")";
        return new MigrationException(
                FailureCode.INTERNAL,
                command + ": unexpected " + e.getClass().getSimpleName() + message + ".",
                "This is a fault in Landfall; nothing is lost. Run it again; with -v it shows where it happened.");
    }

    private static MigrationException interrupted(CommandLine commandLine) {
        String command = commandLine.getCommandSpec().qualifiedName();
        Object userObject = commandLine.getCommand();
        String advice = userObject instanceof MigrationCommand migrationCommand
                ? migrationCommand.afterInterruption()
                : "Nothing is left behind. Run it again: " + command;
        return new MigrationException(FailureCode.INTERRUPTED, command + ": interrupted.", advice);
    }

    /** The command line could not be parsed, so this looks for itself. */
    private static OutputFormat requestedFormat(String[] arguments) {
        List<String> words = Arrays.asList(arguments);
        int option = words.indexOf("--output");
        boolean json = words.contains("--output=json")
                || option >= 0
                        && option + 1 < words.size()
                        && words.get(option + 1).equals("json");
        return json ? OutputFormat.JSON : OutputFormat.TEXT;
    }

    private static String stackTrace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }
}
