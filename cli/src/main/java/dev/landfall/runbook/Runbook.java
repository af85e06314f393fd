package dev.landfall.runbook;

import dev.landfall.check.CheckResult;
import dev.landfall.run.StatusReport;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A migration as its runbook has it.
 *
 * @param split whether other tables of the source are cut over apart from these, so that the fence is around single tables
 * @param preconditions of the cutover; after the hand-over those of the rollback
 * @param people who has which role, as far as the configuration says
 */
public record Runbook(
        Instant madeAt,
        RunbookOptions options,
        Ends ends,
        boolean split,
        StatusReport status,
        List<CheckResult> preconditions,
        Timetable times,
        Map<String, String> people) {
    public Runbook {
        preconditions = List.copyOf(preconditions);
        people = Collections.unmodifiableMap(new LinkedHashMap<>(people));
    }

    /**
     * Both servers. Without passwords.
     *
     * @param sourceAccount as MariaDB has it, with its host
     * @param database of the source
     */
    public record Ends(
            String sourceVersion,
            String sourceAccount,
            String database,
            String targetVersion,
            String targetUser,
            String targetAddress,
            String schema) {}

    /** How many preconditions came out so. */
    public long count(CheckResult.Outcome outcome) {
        return preconditions.stream()
                .filter(precondition -> precondition.outcome() == outcome)
                .count();
    }
}
