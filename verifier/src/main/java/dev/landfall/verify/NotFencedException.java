package dev.landfall.verify;

/** Source and target cannot be frozen at one position. They can still be compared otherwise. */
public final class NotFencedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param reason for people, without a full stop */
    public NotFencedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
