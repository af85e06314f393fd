package dev.landfall.stream;

/** A cell that cannot be decoded exactly; whoever knows the table and the transaction makes a user's message of it. */
final class UnreadableValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableValueException(String reason) {
        super(reason);
    }
}
