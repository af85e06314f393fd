package dev.landfall.output;

import dev.landfall.run.StatusReport.ProofStatus;
import org.jspecify.annotations.Nullable;

/** Up to where rows are proven equal. */
final class ProofSection {
    private ProofSection() {}

    static void print(TextPage page, @Nullable ProofStatus proof) {
        if (proof != null) {
            page.labelled(
                    "proven    ",
                    "all rows equal at " + proof.position() + " (" + proof.at() + "), about "
                            + Figures.count(proof.changedRows(), "row") + " changed since: a cutover compares these."
                            + (proof.wholeAt() == null
                                    ? ""
                                    : " Every row was last compared at " + proof.wholeAt() + "."));
        }
    }

    static @Nullable JsonObject json(@Nullable ProofStatus proof) {
        return proof == null
                ? null
                : JsonObject.of("position", proof.position())
                        .with("at", proof.at())
                        .with("wholeAt", proof.wholeAt())
                        .with("changedRows", proof.changedRows());
    }
}
