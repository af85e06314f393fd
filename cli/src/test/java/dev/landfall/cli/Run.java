package dev.landfall.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** What one command line did. */
record Run(int exitCode, String out, String err) {
    static Run of(String... arguments) {
        return of(Map.of(), arguments);
    }

    static Run of(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), environment, arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }
}
