package dev.landfall.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        header = "Measure on this machine, against other ways, on servers and data of its own.",
        description = "Each run measures all candidates in turn, and prints one table.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "%nExamples:",
            "  migrate bench snapshot",
            "  migrate bench stream --transactions 50000 --repeat 1",
            "  migrate bench verify",
            "  migrate bench cutover"
        })
final class BenchCommand implements Runnable {
    @Mixin
    HelpOption help = new HelpOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "Which one? There are snapshot, stream, verify and cutover.");
        }
    }
}
