package dev.landfall.apply;

/** The changes of a batch do not add up to what can be written at once: they have to be written one after another. */
final class FoldingException extends Exception {
    private static final long serialVersionUID = 1;

    FoldingException(String message) {
        super(message);
    }
}
