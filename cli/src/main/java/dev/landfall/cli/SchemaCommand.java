package dev.landfall.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "schema",
        header = "Plan, create, complete or compare the PostgreSQL schema.",
        description =
                "A snapshot does apply and finish by itself: these commands are for those who want to look first.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "%nExamples:",
            "  migrate schema plan -c landfall.yaml > plan.sql",
            "  migrate schema diff -c landfall.yaml"
        })
final class SchemaCommand implements Runnable {
    @Mixin
    HelpOption help = new HelpOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Which of plan, apply, finish and diff?");
        }
    }
}
