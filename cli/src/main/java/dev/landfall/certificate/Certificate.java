package dev.landfall.certificate;

import dev.landfall.apply.LossLedger;
import dev.landfall.run.Coverage;
import dev.landfall.run.PolicyEffects;
import dev.landfall.run.SchemaParity;
import dev.landfall.verify.Strength;
import dev.landfall.verify.VerificationReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is certified.
 *
 * @param source as {@code display()} of its configuration, without a password; likewise the target
 * @param tool name and version of the program
 */
public record Certificate(
        String migration,
        String source,
        String target,
        String tool,
        Instant issuedAt,
        VerificationReport report,
        SchemaParity schema,
        PolicyEffects policies,
        Coverage coverage) {
    /** Changes when the meaning of a member does. */
    public static final String FORMAT = "landfall-certificate/1";

    /**
     * Why nothing can be certified, as part of a sentence; empty when it can.
     *
     * @param before what the verification was about when it began
     */
    public static Optional<String> refusal(
            VerificationReport report, SchemaParity schema, Coverage before, Coverage after) {
        if (!(report instanceof VerificationReport.Clean)) {
            return Optional.of("the verdict is not that all tables are equal");
        }
        if (!schema.same()) {
            return Optional.of("the target's schema is not the planned one");
        }
        if (report.strength() == Strength.BEHIND) {
            return Optional.of("no stream runs, and the target may lack transactions: nothing is proven about those");
        }
        if (!before.equals(after)) {
            return Optional.of("the plan has changed since the verification began");
        }
        return Optional.empty();
    }

    /** Rows that policies have set aside, of the tables that it covers. */
    public long rejectedRows() {
        return report.tables().stream()
                .mapToLong(table -> policies.rejected(table.table().name()))
                .sum();
    }

    /** What policies have done to values of the tables that it covers. */
    public List<LossLedger.Entry> losses() {
        Set<String> covered =
                report.tables().stream().map(table -> table.table().name()).collect(Collectors.toSet());
        return policies.losses().stream()
                .filter(loss -> covered.contains(loss.table()))
                .toList();
    }
}
