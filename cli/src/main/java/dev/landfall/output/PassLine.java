package dev.landfall.output;

import dev.landfall.run.ProofKeeper.Pass;
import dev.landfall.verify.VerificationReport;

/** A pass of a continuous verification. */
final class PassLine {
    private PassLine() {}

    static String of(Pass pass) {
        VerificationReport report = pass.report();
        boolean equal = Verdict.of(report) == Verdict.EQUAL;
        return VerificationWords.word(Verdict.of(report)) + ": "
                + (pass.whole() ? whole(report) : changed(report.rows())) + " in "
                + Figures.duration(report.took()) + waits(pass) + ", at source position " + report.sourcePosition()
                + (equal && pass.whole() && !pass.proven()
                        ? "; no proof is kept, so everything is compared again next"
                                + (pass.refused().isEmpty() ? "" : ": " + pass.refused())
                        : "");
    }

    private static String waits(Pass pass) {
        return pass.time().isNone()
                ? ""
                : " (its workers worked for " + Figures.duration(pass.time().worked()) + " and waited for "
                        + Figures.duration(pass.time().waited()) + ")";
    }

    private static String whole(VerificationReport report) {
        return report.before().isEmpty()
                ? "all " + Figures.count(report.rows(), "row")
                : Figures.count(report.rows(), "row")
                        + " that one that was interrupted had not compared, or that have changed" + " since,";
    }

    private static String changed(long rows) {
        return rows == 0 ? "nothing had changed," : Figures.count(rows, "row") + " that had changed";
    }

    static JsonObject json(Pass pass) {
        VerificationReport report = pass.report();
        return JsonObject.of("event", "pass")
                .with("verdict", Verdict.of(report))
                .with("whole", pass.whole())
                .with("proven", pass.proven())
                .with("refused", pass.refused().isEmpty() ? null : pass.refused())
                .with("rows", report.rows())
                .with("differing", report.differing())
                .with("tookMillis", report.took().toMillis())
                .with(
                        "workedMillis",
                        pass.time().isNone() ? null : pass.time().worked().toMillis())
                .with(
                        "waitedMillis",
                        pass.time().isNone() ? null : pass.time().waited().toMillis())
                .with("sourcePosition", report.sourcePosition());
    }
}
