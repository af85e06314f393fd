package dev.landfall.mapping.expression;

import java.io.Serial;

/** Ends the translation of an expression; never leaves the package. */
final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param reason continues "the expression ..." */
    Refusal(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
