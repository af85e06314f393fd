package dev.landfall.embedded;

import dev.landfall.failure.FailureCode;
import dev.landfall.setting.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL. Its programs refuse to run as root. */
record PostgreSqlRecipe(String user, Secret password, List<String> extraSettings) implements ServerRecipe {
    PostgreSqlRecipe {
        extraSettings = List.copyOf(extraSettings);
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public FailureCode failureCode() {
        return FailureCode.TARGET_FAILED;
    }

    @Override
    public boolean binariesPresent() {
        return PostgreSqlBinaries.present();
    }

    @Override
    public void unpack(Path home) throws IOException {
        PostgreSqlBinaries.unpack(home);
    }

    @Override
    public void initialise(Path home) throws IOException {
        Files.createDirectory(data(home));
        if (RootUser.isCurrent()) {
            RootUser.giveToNobody(data(home));
        }
        Path passwordFile = Files.writeString(home.resolve("password"), password.value());
        List<String> command = program(home, "initdb");
        command.addAll(List.of(
                "--username=" + user,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // Part of the server, so the same on every machine whatever locales it has.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-sync",
                "--no-instructions"));
        Commands.run(command, home, Commands.NO_INPUT);
        Files.delete(passwordFile);
    }

    @Override
    public List<String> command(Path home, int port) throws IOException {
        List<String> command = program(home, "postgres");
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=" + RunningServer.HOST,
                "port=" + port,
                // None: its path could be longer than the system allows.
                "unix_socket_directories=",
                "wal_level=logical",
                "max_connections=300",
                "fsync=off",
                // Inside the home folder, where nothing of a killed server stays and no container's limit applies.
                "dynamic_shared_memory_type=mmap",
                "timezone=UTC"));
        settings.addAll(extraSettings);
        for (String setting : settings) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    @Override
    public String readyText() {
        return "database system is ready to accept connections";
    }

    /** The "fast" shutdown ends open sessions; the "immediate" one does not wait for anything. */
    @Override
    public List<String> stopSignals() {
        return List.of("INT", "QUIT");
    }

    private static List<String> program(Path home, String name) throws IOException {
        List<String> command = new ArrayList<>();
        if (RootUser.isCurrent()) {
            command.addAll(RootUser.asNobody());
        }
        command.add(home.resolve("bin").resolve(name).toString());
        command.addAll(List.of("-D", data(home).toString()));
        return command;
    }

    private static Path data(Path home) {
        return home.resolve("data");
    }
}
