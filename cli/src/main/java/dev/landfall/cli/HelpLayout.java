package dev.landfall.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What all help pages have in common. */
final class HelpLayout {
    /** Fits a terminal of 80 columns or more nearly everywhere, and stays readable on a wide one. */
    private static final int WIDTH = 88;

    private static final int OPTION_COLUMN = 24;

    private HelpLayout() {}

    /** Lays out the help of a command and of all below it. */
    static void apply(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        UsageMessageSpec usage = spec.usageMessage();
        usage.width(WIDTH)
                .longOptionsMaxWidth(OPTION_COLUMN)
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .synopsisHeading("%nUsage: ");
        if (usage.description().length > 0) {
            usage.descriptionHeading("%n");
        }
        for (OptionSpec option : spec.options()) {
            if (option.group() == null) {
                usage.optionListHeading("%nOptions:%n");
            }
        }
        if (!usage.exitCodeList().isEmpty()) {
            usage.exitCodeListHeading("%nExit codes:%n");
        }
        for (CommandLine subcommand : command.getSubcommands().values()) {
            apply(subcommand);
        }
    }
}
