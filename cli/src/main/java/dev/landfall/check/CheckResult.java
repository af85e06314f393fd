package dev.landfall.check;

import dev.landfall.failure.FailureCode;

/**
 * The outcome of one check.
 *
 * @param name for example {@code binlog-row-image}
 * @param seen what the server has
 * @param advice what to do about it; empty when it passed
 * @param code the failure that a command ends with when the check failed
 */
public record CheckResult(String name, Outcome outcome, String seen, String advice, FailureCode code) {
    /** How it went. */
    public enum Outcome {
        PASSED,
        WARNED,
        FAILED
    }
}
