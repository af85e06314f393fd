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
    UNSETTLED(FailureCode.VERIFY_UNSETTLED),
    /** What was compared is equal; rows that cannot be read on the target were not. */
    UNREAD(FailureCode.SCHEMA_DIFFERS);

    private final @Nullable FailureCode failure;

    Verdict(@Nullable FailureCode failure) {
        this.failure = failure;
    }

    static Verdict of(TableVerdict table) {
        if (table.differing() > 0) {
            return DIFFERENT;
        }
        if (table.unread()) {
            return UNREAD;
        }
        return table.matches() ? EQUAL : UNSETTLED;
    }

    static Verdict of(VerificationReport report) {
        if (report instanceof VerificationReport.WithDifferences) {
            return DIFFERENT;
        }
        if (report instanceof VerificationReport.Clean) {
            return EQUAL;
        }
        return report.tables().stream().allMatch(table -> table.unread() || table.matches()) ? UNREAD : UNSETTLED;
    }

    Optional<FailureCode> failure() {
        return Optional.ofNullable(failure);
    }

    String paint(Ink ink, String text) {
        return switch (this) {
            case EQUAL -> ink.good(text);
            case DIFFERENT -> ink.bad(text);
            case UNSETTLED, UNREAD -> ink.doubtful(text);
        };
    }
}
