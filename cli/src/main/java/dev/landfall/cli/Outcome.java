package dev.landfall.cli;

import dev.landfall.output.ResultPage;

/**
 * How a command ended.
 *
 * @param next the command that usually follows, as typed after {@code migrate}; empty for none
 */
record Outcome(int exitCode, ResultPage page, String next) {
    static Outcome success(ResultPage page) {
        return new Outcome(0, page, "");
    }

    Outcome then(String command) {
        return new Outcome(exitCode, page, command);
    }
}
