package dev.landfall.text;

/** Bytes are no text of their character set. */
public final class UnreadableBytesException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnreadableBytesException(String charset) {
        // An answer, not a fault: no stack trace is wanted.
        super("the bytes are not " + charset, null, false, false);
        this.reason = "the bytes are not " + charset;
    }

    String reason() {
        return reason;
    }
}
