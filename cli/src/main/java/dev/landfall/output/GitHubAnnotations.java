package dev.landfall.output;

import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import java.util.List;

/** A verification as GitHub's workflow commands: they show on the run's page, one per table that is not equal. */
final class GitHubAnnotations {
    private GitHubAnnotations() {}

    static List<String> of(VerificationReport report) {
        return report.tables().stream()
                .filter(table -> !table.matches())
                .map(GitHubAnnotations::annotation)
                .toList();
    }

    private static String annotation(TableVerdict table) {
        Verdict verdict = Verdict.of(table);
        String first = table.differences().stream()
                .findFirst()
                .map(difference -> ", the first: " + VerificationWords.kind(difference.kind()) + " " + difference.key()
                        + VerificationWords.causeOf(difference))
                .orElse("");
        return (verdict == Verdict.DIFFERENT ? "::error" : "::warning") + " title="
                + escape(verdict.failure().orElseThrow().code() + " " + table.table())
                        .replace(":", "%3A")
                        .replace(",", "%2C")
                + "::" + escape(VerificationWords.finding(table) + first);
    }

    /** As GitHub's own toolkit does it. */
    private static String escape(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
