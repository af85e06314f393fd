package dev.landfall.transform;

import dev.landfall.rules.Loss;

/** A value has no exact counterpart in its target type; the message says why. */
final class UnfitValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Loss loss;
    private final String reason;

    UnfitValueException(Loss loss, String message) {
        // A plain answer, not a fault: no stack trace is wanted.
        super(message, null, false, false);
        this.loss = loss;
        this.reason = message;
    }

    String reason() {
        return reason;
    }

    Loss loss() {
        return loss;
    }
}
