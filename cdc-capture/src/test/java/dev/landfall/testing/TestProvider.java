package dev.landfall.testing;

import java.util.Map;
import java.util.function.BooleanSupplier;

/** Where a test's server comes from. */
enum TestProvider {
    /** A server that the environment names: a URL and a password. */
    NAMED,
    TESTCONTAINERS,
    EMBEDDED;

    static final String CHOICE = "LANDFALL_TEST_PROVIDER";

    /**
     * The first that can be had, in the order above. A choice in the environment is binding: it is not followed by the
     * next best.
     *
     * @param urlVariable the environment variable that names a server of this kind
     * @param docker asked only if it matters; it may take a second
     * @throws IllegalStateException if there is none: a test without a server fails, it is never skipped
     */
    static TestProvider choose(
            Map<String, String> environment, String urlVariable, BooleanSupplier docker, BooleanSupplier embedded) {
        if (environment.containsKey(urlVariable)) {
            return NAMED;
        }
        String choice = environment.getOrDefault(CHOICE, "");
        return switch (choice) {
            case "testcontainers" -> TESTCONTAINERS;
            case "embedded" -> EMBEDDED;
            case "" -> firstAvailable(urlVariable, docker, embedded);
            default ->
                throw new IllegalStateException(
                        CHOICE + " is \"" + choice + "\", expected \"testcontainers\" or \"embedded\"");
        };
    }

    private static TestProvider firstAvailable(String urlVariable, BooleanSupplier docker, BooleanSupplier embedded) {
        if (docker.getAsBoolean()) {
            return TESTCONTAINERS;
        }
        if (embedded.getAsBoolean()) {
            return EMBEDDED;
        }
        throw new IllegalStateException("No server to test on: set " + urlVariable
                + ", start a Docker engine, or put the embedded servers on the class path (Linux on amd64)");
    }
}
