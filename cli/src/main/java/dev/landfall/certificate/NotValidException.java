package dev.landfall.certificate;

/** A certificate is not the one that was signed; the message says why, as part of a sentence. */
public final class NotValidException extends Exception {
    private static final long serialVersionUID = 1L;

    NotValidException(String why) {
        super(why);
    }

    /** Never null. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
