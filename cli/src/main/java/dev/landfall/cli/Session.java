package dev.landfall.cli;

import dev.landfall.output.Console;
import dev.landfall.output.OutputFormat;
import dev.landfall.output.Terminal;
import java.io.PrintWriter;
import java.util.Map;

/** What surrounds one run of the program. */
record Session(
        PrintWriter out,
        PrintWriter err,
        Map<String, String> environment,
        Terminal terminal,
        Interruption interruption) {
    Console console(OutputFormat format) {
        return new Console(out, err, format, terminal);
    }
}
