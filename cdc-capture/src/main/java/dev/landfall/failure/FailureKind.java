package dev.landfall.failure;

/** What the user may do after a failure; decides the exit code of the process (see docs/errors.md). */
public enum FailureKind {
    /** The question was answered with "no": differences, blockers, not safe. */
    ANSWER_IS_NO(1),
    /** Refused before anything was touched; running again unchanged gives the same answer. */
    REFUSED(2),
    /** Failed, nothing is lost; running the same command again resumes. */
    FAILED(3),
    /** It is unclear who owns the data: a person has to look before anything is run again. */
    STOP_AND_LOOK(4);

    private final int exitCode;

    FailureKind(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** Whether running the same command again, unchanged, can succeed without harm. */
    public boolean retryIsSafe() {
        return this == FAILED;
    }
}
