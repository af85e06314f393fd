package dev.landfall.output;

import dev.landfall.run.ProofKeeper;
import dev.landfall.verify.VerificationReport;
import org.jspecify.annotations.Nullable;

/** What a continuous verification has come to when it was ended. Not thread-safe. */
public final class ContinuousPage implements ResultPage {
    private int passes;
    private long rows;
    private @Nullable VerificationReport last;

    public void add(ProofKeeper.Pass pass) {
        passes++;
        rows += pass.report().rows();
        if (pass.report() instanceof VerificationReport.Clean) {
            last = pass.report();
        }
    }

    @Override
    public void print(TextPage page) {
        VerificationReport found = last;
        if (found == null) {
            page.line(page.ink().doubtful("STOPPED") + " as asked, before any pass was clean.");
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
