package dev.landfall.output;

import dev.landfall.failure.FailureCode;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a comparison comes to, of a table or of all. */
enum Verdict {
    EQUAL(null),
    DIFFERENT(FailureCode.VERIFY_DIFFERENCES),
    /** Neither proven nor disproven, which is not "equal". */
    UNSETTLED(FailureCode.VERIFY_UNSETTLED);

    private final @Nullable FailureCode failure;

    Verdict(@Nullable FailureCode failure) {
        this.failure = failure;
    }

    static Verdict of(TableVerdict table) {
        if (table.differing() > 0) {
            return DIFFERENT;
        }
        return table.matches() ? EQUAL : UNSETTLED;
    }

    static Verdict of(VerificationReport report) {
        if (report instanceof VerificationReport.WithDifferences) {
            return DIFFERENT;
        }
        return report instanceof VerificationReport.Clean ? EQUAL : UNSETTLED;
    }

    Optional<FailureCode> failure() {
        return Optional.ofNullable(failure);
    }

    String paint(Ink ink, String text) {
        return switch (this) {
            case EQUAL -> ink.good(text);
            case DIFFERENT -> ink.bad(text);
            case UNSETTLED -> ink.doubtful(text);
        };
    }
}
