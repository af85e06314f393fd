package dev.landfall.mapping.view;

/** Ends the translation of one view. The reason is one sentence for the user. */
final class UntranslatableViewException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UntranslatableViewException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
