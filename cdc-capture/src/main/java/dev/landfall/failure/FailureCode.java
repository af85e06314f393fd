package dev.landfall.failure;

import static dev.landfall.failure.FailureKind.ANSWER_IS_NO;
import static dev.landfall.failure.FailureKind.FAILED;
import static dev.landfall.failure.FailureKind.REFUSED;
import static dev.landfall.failure.FailureKind.STOP_AND_LOOK;

/** Every failure that a user can meet. Codes are public: scripts match on them, so they never change their meaning. */
public enum FailureCode {
    USAGE("CONFIG-001", REFUSED, "the command line or the configuration file is wrong"),
    NO_TABLE_MATCHES("CONFIG-002", REFUSED, "a table pattern matches nothing, or nothing is left to migrate"),
    DEMO_UNAVAILABLE("CONFIG-003", REFUSED, "the embedded servers are not part of this distribution"),

    SOURCE_UNREACHABLE("SOURCE-001", FAILED, "MariaDB does not answer"),
    SOURCE_LOGIN_REFUSED("SOURCE-002", FAILED, "MariaDB refused the login"),
    SOURCE_DATABASE_MISSING("SOURCE-003", REFUSED, "the source database does not exist or cannot be seen"),
    SOURCE_SETTING("SOURCE-004", REFUSED, "a server setting of the source would lose data"),
    SOURCE_PRIVILEGE("SOURCE-005", REFUSED, "the source user lacks a privilege"),
    SOURCE_FAILED("SOURCE-006", FAILED, "MariaDB failed during an operation"),
    BINLOG_PURGED("SOURCE-007", REFUSED, "binary log that is still needed has been purged"),
    SOURCE_BEHIND("SOURCE-008", REFUSED, "the source does not have what the target has applied"),

    TARGET_UNREACHABLE("TARGET-001", FAILED, "PostgreSQL does not answer"),
    TARGET_LOGIN_REFUSED("TARGET-002", FAILED, "PostgreSQL refused the login"),
    TARGET_DATABASE_MISSING("TARGET-003", REFUSED, "the target database does not exist"),
    TARGET_NOT_EMPTY("TARGET-004", REFUSED, "a target table holds rows or was made by somebody else"),
    TARGET_PRIVILEGE("TARGET-005", REFUSED, "the target user lacks a privilege"),
    TARGET_FAILED("TARGET-006", FAILED, "PostgreSQL failed during an operation"),
    TARGET_SETTING("TARGET-007", REFUSED, "a setting of the target would lose data"),

    SCHEMA_BLOCKED("SCHEMA-001", REFUSED, "the plan has findings that block the migration"),
    SCHEMA_CHANGED("SCHEMA-002", REFUSED, "the source schema is no longer the planned one"),
    SCHEMA_DIFFERS("SCHEMA-003", ANSWER_IS_NO, "the target schema is not the planned one"),

    VALUE_REFUSED("TYPE-001", FAILED, "a value has no exact counterpart in the target column"),
    ROW_REFUSED("TYPE-003", FAILED, "PostgreSQL refuses a row"),
    TOO_MANY_REJECTED("TYPE-002", FAILED, "a policy sets more rows aside than one chunk can hold"),

    ALREADY_RUNNING("RUN-001", REFUSED, "another process does this job for the same migration"),
    WRONG_PHASE("RUN-002", REFUSED, "the command does not fit the phase of the migration"),
    NO_MIGRATION("RUN-003", REFUSED, "there is no migration of that name on the target"),
    FENCED_OUT("RUN-004", REFUSED, "another instance moved the position"),
    INTERNAL("RUN-005", FAILED, "an unexpected error: a fault in Landfall"),
    INTERRUPTED("RUN-006", FAILED, "the command was interrupted"),

    STREAM_DDL("STREAM-001", REFUSED, "a schema change of a captured table is next in the binary log"),
    STREAM_UNSAFE_EVENT("STREAM-002", REFUSED, "the binary log holds something that cannot be replayed exactly"),
    STREAM_FAILED("STREAM-003", FAILED, "the binary log stream broke"),
    STREAM_DIVERGED("STREAM-004", REFUSED, "a change does not find its row on the target"),
    STREAM_STALLED("STREAM-005", FAILED, "the stream does not reach the awaited position"),

    VERIFY_DIFFERENCES("VERIFY-001", ANSWER_IS_NO, "source and target differ"),
    VERIFY_UNSETTLED("VERIFY-002", FAILED, "parity could be neither proven nor disproven"),
    REPAIR_STOPPED("VERIFY-003", FAILED, "the repair could not be done, or not to its end"),
    CERTIFICATE_NOT_VALID("VERIFY-004", ANSWER_IS_NO, "a certificate is not what was signed"),

    CUTOVER_NOT_SAFE("CUTOVER-001", ANSWER_IS_NO, "the gate is closed"),
    CUTOVER_ABORTED("CUTOVER-002", ANSWER_IS_NO, "the cutover was undone; the source takes writes again"),
    CUTOVER_UNCLEAR("CUTOVER-003", STOP_AND_LOOK, "the cutover could not be finished nor undone"),
    NO_WAY_BACK("CUTOVER-004", ANSWER_IS_NO, "after the cutover there would be no way back"),
    CUTOVER_HOOK("CUTOVER-005", STOP_AND_LOOK, "handed over, but a hook behind it failed"),
    WINDOW_OPEN("CUTOVER-006", ANSWER_IS_NO, "the window of the way back has not ended yet"),
    GROUP_NOT_APART("CUTOVER-007", REFUSED, "a group of tables cannot be cut over apart from the others"),

    REVERSE_DIVERGED("REVERSE-001", REFUSED, "a change does not find its row on MariaDB"),
    REVERSE_REFUSED("REVERSE-002", REFUSED, "MariaDB refuses a row of PostgreSQL"),
    REVERSE_LOST("REVERSE-003", REFUSED, "the way back is broken: its position or its slot is gone"),
    REVERSE_DDL("REVERSE-004", REFUSED, "a table or a partition of PostgreSQL is no longer the migrated one"),
    REVERSE_OPEN_SOURCE("REVERSE-005", REFUSED, "MariaDB takes writes of others while PostgreSQL owns the data"),

    ROLLBACK_NOT_SAFE("ROLLBACK-001", ANSWER_IS_NO, "the rollback was not begun: PostgreSQL takes writes as before"),
    ROLLBACK_ABORTED("ROLLBACK-002", ANSWER_IS_NO, "the rollback was undone; PostgreSQL takes writes again"),
    ROLLBACK_UNCLEAR(
            "ROLLBACK-003",
            STOP_AND_LOOK,
            "the rollback could be neither undone nor finished: unclear whose the data is, or something is left to do"),

    ASSESS_BLOCKERS("ASSESS-001", ANSWER_IS_NO, "the assessment found blockers");

    private final String code;
    private final FailureKind kind;
    private final String summary;

    FailureCode(String code, FailureKind kind, String summary) {
        this.code = code;
        this.kind = kind;
        this.summary = summary;
    }

    /** The stable text form, for example {@code SOURCE-004}. */
    public String code() {
        return code;
    }

    public FailureKind kind() {
        return kind;
    }

    public String summary() {
        return summary;
    }
}
