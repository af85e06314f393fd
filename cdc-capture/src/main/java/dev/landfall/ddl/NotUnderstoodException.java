package dev.landfall.ddl;

/** A statement, or what it means, is not known for certain. Stays in this package. */
final class NotUnderstoodException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason to stand behind "it" */
    NotUnderstoodException(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
