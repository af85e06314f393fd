package dev.landfall.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another main class of ours as a process: with this one's Java, its class path and its options, heap included. */
final class OwnProgram {
    private final Program program;

    OwnProgram(BenchFolder folder) {
        this.program = new Program(folder);
    }

    Program.Ended run(Class<?> main, Map<String, String> environment) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return program.run(command, environment);
    }
}
