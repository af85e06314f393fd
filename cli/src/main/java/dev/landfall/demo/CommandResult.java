package dev.landfall.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;

/**
 * What one command left behind.
 *
 * @param line as it can be typed
 * @param json its result, the last line of its output; missing when it wrote none
 * @param output everything that it wrote, errors included
 */
record CommandResult(String line, int exitCode, JsonNode json, String output) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static CommandResult of(String line, int exitCode, String out, String err) {
        String last = out.lines().reduce("", (first, second) -> second.isBlank() ? first : second);
        return new CommandResult(line, exitCode, parse(last), out + err);
    }

    /** @throws MigrationException when the command did not succeed; the demo ends then */
    CommandResult requireSuccess() {
        return require(0);
    }

    /** @throws MigrationException when the command ended in another way; the demo ends then */
    CommandResult require(int expectedExitCode) {
        if (exitCode != expectedExitCode) {
            throw new MigrationException(
                    FailureCode.INTERNAL,
                    "The demo stops: \"" + line + "\" ended with exit code " + exitCode + " instead of "
                            + expectedExitCode + ". It wrote:\n" + output.strip(),
                    "The embedded servers are gone and nothing else was touched. Please report this.");
        }
        return this;
    }

    /** A number of the result. @throws MigrationException when it is not there */
    long number(String name) {
        return value(name).asLong();
    }

    String text(String name) {
        return value(name).asText();
    }

    JsonNode value(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            throw new MigrationException(
                    FailureCode.INTERNAL,
                    "The demo stops: \"" + line + "\" gave no \"" + name + "\". It wrote:\n" + output.strip(),
                    "Please report this.");
        }
        return value;
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // Not a result: value() says so, with the whole output, as soon as somebody needs it.
            return JSON.missingNode();
        }
    }
}
