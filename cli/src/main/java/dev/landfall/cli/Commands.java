package dev.landfall.cli;

import dev.landfall.event.GtidSet;
import dev.landfall.output.OutputFormat;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * All commands. Reading a command's options costs more than the rest of a start, so that only the command that is typed is
 * read; the others are a name and a line of help.
 */
final class Commands {
    private Commands() {}

    /** @param typed the words of the command line */
    static CommandLine of(Session session, List<String> typed) {
        CommandLine root = new CommandLine(new RootCommand());
        for (Object command : all(session)) {
            Command description = command.getClass().getAnnotation(Command.class);
            if (typed.contains(description.name())) {
                root.addSubcommand(withItsOwn(command, session));
            } else {
                root.addSubcommand(brief(description));
            }
        }
        root.registerConverter(GtidSet.class, new TypedValues.Gtids());
        root.registerConverter(OutputFormat.class, new TypedValues.OneOf<>(OutputFormat.values()));
        root.registerConverter(RepairMode.class, new TypedValues.OneOf<>(RepairMode.values()));
        root.registerConverter(Until.class, new TypedValues.OneOf<>(Until.values()));
        HelpLayout.apply(root);
        return root;
    }

    private static List<Object> all(Session session) {
        return List.of(
                new AssessCommand(session),
                new SchemaCommand(),
                new SnapshotCommand(session),
                new ControlCommand(session),
                new StreamCommand(session),
                new VerifyCommand(session),
                new ReplayCommand(session),
                new StatusCommand(session),
                new RunbookCommand(session),
                new CutoverCommand(session),
                new ReverseCommand(session),
                new RollbackCommand(session),
                new CleanupCommand(session),
                new DemoCommand(session),
                new BenchCommand());
    }

    private static CommandLine withItsOwn(Object command, Session session) {
        CommandLine line = new CommandLine(command);
        if (command instanceof SchemaCommand) {
            line.addSubcommand(new SchemaPlanCommand(session))
                    .addSubcommand(new SchemaApplyCommand(session))
                    .addSubcommand(new SchemaFinishCommand(session))
                    .addSubcommand(new SchemaDiffCommand(session));
        } else if (command instanceof BenchCommand) {
            line.addSubcommand(new BenchSnapshotCommand(session))
                    .addSubcommand(new BenchStreamCommand(session))
                    .addSubcommand(new BenchVerifyCommand(session))
                    .addSubcommand(new BenchCutoverCommand(session));
        }
        return line;
    }

    private static CommandLine brief(Command description) {
        CommandSpec spec = CommandSpec.create().name(description.name());
        spec.usageMessage().header(description.header());
        return new CommandLine(spec);
    }
}
