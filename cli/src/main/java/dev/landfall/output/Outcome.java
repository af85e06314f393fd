package dev.landfall.output;

import dev.landfall.failure.FailureCode;
import dev.landfall.run.SchemaParity;
import dev.landfall.verify.VerificationReport;
import java.util.Locale;
import java.util.Optional;

/** What a verification comes to, rows and schema together: where the rows are equal and the schema is not, nobody is to read "equal". */
record Outcome(Verdict rows, boolean sameSchema) {
    static Outcome of(VerificationReport report, SchemaParity schema) {
        return new Outcome(Verdict.of(report), schema.same());
    }

    /** That of the rows, else that of the schema; empty when everything is equal. */
    Optional<FailureCode> failure() {
        return rows.failure().or(() -> sameSchema ? Optional.empty() : Optional.of(FailureCode.SCHEMA_DIFFERS));
    }

    /** The verdict, as words that scripts and people find, with its code. */
    String headline() {
        String words = onlySchema() ? "rows equal, schema different" : VerificationWords.word(rows);
        return words.toUpperCase(Locale.ROOT)
                + failure().map(failure -> " (" + failure.code() + ")").orElse("");
    }

    /** The verdict whose colour the headline has. */
    Verdict tone() {
        return onlySchema() ? Verdict.DIFFERENT : rows;
    }

    private boolean onlySchema() {
        return rows == Verdict.EQUAL && !sameSchema;
    }
}
