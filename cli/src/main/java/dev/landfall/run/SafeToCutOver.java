package dev.landfall.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether the gate would open, and why or why not. Pure but for the clock. */
public record SafeToCutOver(boolean yes, List<String> reasons) {
    /** A clean verification older than this says too little about now. */
    public static final Duration VERIFICATION_HOLDS = Duration.ofMinutes(15);

    public SafeToCutOver {
        reasons = List.copyOf(reasons);
    }

    /**
     * @param running whether a stream runs
     * @param paused whether streams apply nothing
     * @param caughtUp the target has everything that the source has logged
     */
    public record Stream(boolean running, boolean paused, boolean caughtUp, long lagMillis) {}

    /**
     * @param verified whether a verification of all tables has come to its end, whatever it found
     * @param proven whether all rows are proven equal but for what is known to have changed since
     */
    record Proof(boolean verified, boolean proven) {}

    /**
     * @param drift how the source schema has changed since the plan
     * @param openKeys foreign keys that are not valid on the target
     * @param differences of the target schema from the planned one
     */
    static SafeToCutOver judge(
            MigrationRecord record,
            Stream stream,
            Duration maxLag,
            List<String> drift,
            List<String> openKeys,
            List<SchemaDifference> differences,
            Proof proof) {
        if (record.phase().inRollback()) {
            return new SafeToCutOver(
                    false,
                    List.of("a rollback is under way or was cut short (phase "
                            + record.phase().text() + "): run migrate rollback, which finishes it"
                            + (record.phase() == Phase.RETURNING
                                    ? ", or migrate rollback --abort, which lets PostgreSQL take writes again"
                                    : "")));
        }
        if (record.phase() == Phase.HANDED_OVER) {
            return new SafeToCutOver(false, List.of("the cutover is done: the target owns the data"));
        }
        List<String> against = new ArrayList<>();
        if (!record.phase().snapshotDone()) {
            against.add("the snapshot is not finished (phase " + record.phase().text() + "): run migrate snapshot");
        }
        if (record.phase().inCutover()) {
            against.add("a cutover is under way or was cut short (phase "
                    + record.phase().text() + "): run migrate cutover, which puts the source back first");
        }
        drift.forEach(change -> against.add("the source schema has changed: " + change));
        openKeys.forEach(key -> against.add(key
                + " did not hold when it was last validated: correct the rows on the source, then run migrate cutover"
                + " --rehearse, which validates it"));
        if (!differences.isEmpty()) {
            against.add("the target schema is not the planned one: " + SchemaDifference.shown(differences)
                    + ": see migrate schema diff, and --allow-schema-differences where it was changed on purpose");
        }
        if (stream.paused()) {
            against.add("the stream is paused: run migrate ctl resume");
        }
        if (!stream.running() && !stream.caughtUp()) {
            against.add("no stream is running and the target is behind: run migrate stream");
        } else if (stream.lagMillis() > maxLag.toMillis()) {
            against.add("the stream is " + stream.lagMillis() / 1_000 + " s behind; allowed are " + maxLag.toSeconds()
                    + " s");
        }
        Instant clean = record.cleanVerificationAt();
        if (clean == null) {
            against.add(
                    proof.verified()
                            ? "no clean verification counts: the last one did not prove everything equal, or the schema has"
                                    + " changed since: run migrate verify"
                            : "nothing has been verified yet: run migrate verify");
        } else if (!proof.proven() && clean.plus(VERIFICATION_HOLDS).isBefore(Instant.now())) {
            against.add("the last clean verification is more than " + VERIFICATION_HOLDS.toMinutes()
                    + " minutes old: run migrate verify");
        }
        return against.isEmpty()
                ? new SafeToCutOver(
                        true, List.of("the snapshot is complete, the last verification was clean, the lag is small"))
                : new SafeToCutOver(false, against);
    }
}
