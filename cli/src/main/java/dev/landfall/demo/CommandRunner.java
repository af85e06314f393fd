package dev.landfall.demo;

import java.io.PrintWriter;
import java.util.Map;

/** Runs one command line exactly as the program's entry point does. */
@FunctionalInterface
public interface CommandRunner {
    /** @return the exit code that the process would have */
    int run(PrintWriter out, PrintWriter err, Map<String, String> environment, String... arguments);
}
