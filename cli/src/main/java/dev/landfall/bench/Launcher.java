package dev.landfall.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code migrate} as a user starts it, on the benchmark's servers. */
final class Launcher {
    private final BenchServers servers;
    private final Program program;
    private final Path file;

    /** @param file the script that starts the program */
    Launcher(BenchServers servers, BenchFolder folder, Path file) {
        this.servers = servers;
        this.program = new Program(folder);
        this.file = file;
    }

    /** Runs a command to its end; its result is the last line of stdout, in JSON. */
    Program.Ended run(String command, String database, String... options) throws IOException, InterruptedException {
        return program.run(words(command, database, options), passwords());
    }

    /** Starts a command that runs until it is stopped. */
    Program.Running start(String command, String database, String... options) throws IOException {
        return program.start(words(command, database, options), passwords());
    }

    private List<String> words(String command, String database, String... options) {
        List<String> words = new ArrayList<>(List.of(
                file.toString(),
                command,
                "--source",
                servers.source(BenchServers.DATABASE).display(),
                "--target",
                servers.target(database).display(),
                "--output",
                "json"));
        words.addAll(List.of(options));
        return words;
    }

    private Map<String, String> passwords() {
        return Map.of(
                "MIGRATE_SOURCE_PASSWORD", servers.mariaDb().rootPassword().value(),
                "MIGRATE_TARGET_PASSWORD",
                        servers.postgreSql().superuserPassword().value());
    }
}
