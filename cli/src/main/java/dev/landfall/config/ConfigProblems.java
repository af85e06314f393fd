package dev.landfall.config;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects problems, so that the user meets all of them at once. */
final class ConfigProblems {
    private static final String ADVICE =
            "The flags are listed by --help, the keys of the configuration file in docs/configuration.md.";

    private final List<ConfigProblem> problems = new ArrayList<>();

    void add(String path, String text) {
        problems.add(new ConfigProblem(path, text));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    MigrationException toException() {
        if (problems.size() == 1) {
            return new MigrationException(FailureCode.USAGE, problems.get(0).toString(), ADVICE);
        }
        String listed = problems.stream().map(problem -> "\n  - " + problem).collect(Collectors.joining());
        return new MigrationException(FailureCode.USAGE, problems.size() + " problems:" + listed, ADVICE);
    }
}
