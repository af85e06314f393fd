package dev.landfall.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "migrate",
        header = "Moves a live MariaDB database to PostgreSQL while the application keeps writing.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands, in the order of a migration:%n",
        versionProvider = VersionText.class,
        exitCodeList = {
            "0:success, clean, yes",
            "1:the answer is no: differences, blockers, not safe",
            "2:refused before anything was touched: usage, configuration, preflight",
            "3:failed, nothing is lost; running it again resumes",
            "4:stop and look: do not run it again blindly"
        },
        footer = {
            "%nSee it work, on servers of its own:",
            "  migrate demo",
            "%nPasswords come from the environment, MIGRATE_SOURCE_PASSWORD and",
            "MIGRATE_TARGET_PASSWORD, or from files that the configuration file names."
        })
final class RootCommand implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help; after a command, the command's.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    @Spec
    private @Nullable CommandSpec spec;

    /** No command is no answer: the help is not the result that was asked for. */
    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
        return 2;
    }
}
