package dev.landfall.reverse;

/** A value of PostgreSQL that the column's type on MariaDB does not have. */
final class UnholdableValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason a phrase with the value */
    UnholdableValueException(String reason) {
        super(reason);
    }
}
