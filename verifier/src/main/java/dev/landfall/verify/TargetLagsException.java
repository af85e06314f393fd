package dev.landfall.verify;

/** The target does not reach a position in time, so that nothing can be said about what was to be compared. */
final class TargetLagsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param reason for people, without a full stop */
    TargetLagsException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
