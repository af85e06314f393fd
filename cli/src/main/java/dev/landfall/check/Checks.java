package dev.landfall.check;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.util.List;

/** What becomes of check results. */
public final class Checks {
    private Checks() {}

    /** @throws MigrationException with the first failure's code, naming every failure, when any check failed */
    public static void require(List<CheckResult> results) {
        List<CheckResult> failed = results.stream()
                .filter(result -> result.outcome() == CheckResult.Outcome.FAILED)
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder();
        StringBuilder advice = new StringBuilder();
        for (CheckResult result : failed) {
            message.append(message.isEmpty() ? "" : "\n").append(result.seen());
            advice.append(advice.isEmpty() ? "" : "\n").append(result.advice());
        }
        throw new MigrationException(failed.get(0).code(), message.toString(), advice.toString());
    }

    public static CheckResult passed(String name, String seen) {
        return new CheckResult(name, CheckResult.Outcome.PASSED, seen, "", FailureCode.INTERNAL);
    }

    public static CheckResult warned(String name, String seen, String advice, FailureCode code) {
        return new CheckResult(name, CheckResult.Outcome.WARNED, seen, advice, code);
    }

    public static CheckResult failed(String name, String seen, String advice, FailureCode code) {
        return new CheckResult(name, CheckResult.Outcome.FAILED, seen, advice, code);
    }
}
