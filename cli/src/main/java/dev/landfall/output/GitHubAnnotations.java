package dev.landfall.output;

import dev.landfall.failure.FailureCode;
import dev.landfall.run.SchemaDifference;
import dev.landfall.run.SchemaParity;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import java.util.List;
import java.util.stream.Stream;

/** A verification as GitHub's workflow commands: they show on the run's page, one per table that is not equal and per difference of the schema. */
final class GitHubAnnotations {
    private GitHubAnnotations() {}

    static List<String> of(VerificationReport report, SchemaParity schema) {
        return Stream.concat(
                        report.tables().stream()
                                .filter(table -> !table.matches())
                                .map(GitHubAnnotations::annotation),
                        schema.differences().stream().map(GitHubAnnotations::annotation))
                .toList();
    }

    private static String annotation(SchemaDifference difference) {
        return "::error title=" + property(FailureCode.SCHEMA_DIFFERS.code() + " " + difference.where()) + "::"
                + escape("planned " + difference.expected() + ", on the target " + difference.seen());
    }

    private static String annotation(TableVerdict table) {
        Verdict verdict = Verdict.of(table);
        String first = table.differences().stream()
                .findFirst()
                .map(difference -> ", the first: " + VerificationWords.kind(difference.kind()) + " " + difference.key()
                        + VerificationWords.causeOf(difference))
                .orElse("");
        return (verdict == Verdict.UNSETTLED ? "::warning" : "::error") + " title="
                + property(verdict.failure().orElseThrow().code() + " " + table.table())
                + "::" + escape(VerificationWords.finding(table) + first);
    }

    private static String property(String text) {
        return escape(text).replace(":", "%3A").replace(",", "%2C");
    }

    /** As GitHub's own toolkit does it. */
    private static String escape(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
