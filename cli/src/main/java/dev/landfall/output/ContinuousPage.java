package dev.landfall.output;

import dev.landfall.run.ProofKeeper;
import dev.landfall.verify.VerificationReport;
import org.jspecify.annotations.Nullable;

/** What a continuous verification has come to when it was ended. Not thread-safe. */
public final class ContinuousPage implements ResultPage {
    private int passes;
    private long rows;
    private @Nullable VerificationReport last;

    /** @return a sentence for progress */
    public String add(ProofKeeper.Pass pass) {
        VerificationReport report = pass.report();
        passes++;
        rows += report.rows();
        last = report;
        return VerificationWords.word(Verdict.of(report)) + ": "
                + (pass.whole() ? "all " + Figures.count(report.rows(), "row") : changed(report.rows())) + " in "
                + Figures.duration(report.took()) + ", at source position " + report.sourcePosition()
                + (pass.proven() || pass.whole() && Verdict.of(report) != Verdict.EQUAL
                        ? ""
                        : "; not frozen at one position, so everything is compared again next");
    }

    private static String changed(long rows) {
        return rows == 0 ? "no row has changed," : Figures.count(rows, "row") + " that had changed";
    }

    @Override
    public void print(TextPage page) {
        VerificationReport found = last;
        if (found == null) {
            page.line(page.ink().doubtful("STOPPED") + " as asked, before anything was proven.");
            return;
        }
        page.line(page.ink().good("STOPPED") + " as asked after " + Figures.count(passes)
                + " passes without a difference; " + Figures.count(rows, "row") + " compared.");
        page.line("Verified up to source position " + found.sourcePosition() + ".");
    }

    @Override
    public JsonObject json() {
        VerificationReport found = last;
        return JsonObject.of("end", "stopped")
                .with("passes", passes)
                .with("rows", rows)
                .with("sourcePosition", found == null ? null : found.sourcePosition());
    }
}
