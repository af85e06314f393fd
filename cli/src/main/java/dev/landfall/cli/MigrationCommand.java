package dev.landfall.cli;

import dev.landfall.config.ConfigLoader;
import dev.landfall.config.GroupOption;
import dev.landfall.config.MigrationConfig;
import dev.landfall.config.Setting;
import dev.landfall.migration.Migration;
import dev.landfall.output.Console;
import dev.landfall.output.ProgressDisplay;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command on one migration: reads the configuration, runs with progress, prints the outcome. */
abstract class MigrationCommand implements Callable<Integer> {
    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin(name = OutputOptions.MIXIN)
    private OutputOptions output = new OutputOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private final Session session;

    MigrationCommand(Session session) {
        this.session = session;
    }

    /** Does the work. The display is closed before the outcome is printed. */
    abstract Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display)
            throws InterruptedException;

    /** What the user may rely on after Ctrl-C, and does next. */
    abstract String afterInterruption();

    /** Checks the command's own options, before anything is read or connected. */
    void checkOptions() {}

    /** What is to be said without a configuration and without servers; then nothing else is done. */
    Optional<Outcome> offline() {
        return Optional.empty();
    }

    /** Settings from the command's own flags, those not given with null. */
    Map<Setting, ? extends @Nullable Object> ownFlags() {
        return Map.of();
    }

    /** Whatever follows the printed result. */
    void afterResult(MigrationConfig config, Console console) {}

    @Override
    public final Integer call() throws InterruptedException {
        output.applyLogLevel();
        session.interruption().arm();
        checkOptions();
        Console console = session.console(output.format()).about(groupOption());
        Optional<Outcome> known = offline();
        if (known.isPresent()) {
            console.result(name(), known.get().exitCode(), known.get().page());
            return known.get().exitCode();
        }
        MigrationConfig config = ConfigLoader.load(connection.flags(ownFlags()), session.environment(), console::warn);
        Outcome outcome;
        try (ProgressDisplay display = console.progress();
                Migration migration = Migration.open(config, display)) {
            outcome = run(migration, config, display);
        }
        console.result(name(), outcome.exitCode(), outcome.page());
        afterResult(config, console);
        if (!outcome.next().isEmpty()) {
            console.hint("migrate " + outcome.next() + connection.typed());
        }
        return outcome.exitCode();
    }

    Session session() {
        return session;
    }

    /** Without the program: {@code schema plan}. */
    String name() {
        String qualified = spec == null ? "" : spec.qualifiedName();
        return qualified.substring(qualified.indexOf(' ') + 1);
    }

    /** The options that name the migration, as typed, with a space in front. */
    String migrationOptions() {
        return connection.typed();
    }

    /**
     * Commands in a text for people, about the group that this command is about: without its option they would be about all other
     * tables.
     */
    String aboutTheSame(String text) {
        return groupOption().in(text);
    }

    /** Of the commands that this one names. */
    GroupOption groupOption() {
        String group = connection.group();
        return group == null ? GroupOption.NONE : new GroupOption(ConnectionOptions.quoted(group));
    }

    /** The command again, as typed. */
    String again() {
        return "migrate " + name() + connection.typedAgain();
    }
}
