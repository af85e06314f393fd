package dev.landfall.transform;

/** A value has no exact counterpart in its target type; the message says why. */
final class UnfitValueException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitValueException(String message) {
        // A plain answer, not a fault: no stack trace is wanted.
        super(message, null, false, false);
    }
}
