package dev.landfall.failure;

import org.jspecify.annotations.Nullable;

/** A failure in the user's words. The message says where, what was seen and what was expected; the advice what to do next. */
public final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final String advice;

    /**
     * @param code the stable code
     * @param message one or two sentences: where, what was seen, what was expected
     * @param advice what the user does next
     */
    public MigrationException(FailureCode code, String message, String advice) {
        this(code, message, advice, null);
    }

    public MigrationException(FailureCode code, String message, String advice, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.advice = advice;
    }

    public FailureCode code() {
        return code;
    }

    public String advice() {
        return advice;
    }

    @Override
    public String toString() {
        return code.code() + " " + getMessage() + " " + advice;
    }
}
