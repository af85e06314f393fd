package dev.landfall.cutover;

import dev.landfall.event.GtidSet;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.Progress;
import dev.landfall.run.SourceHead;
import java.nio.file.Path;
import java.sql.Connection;

/** The way through the gate, to right in front of the fence; held there for as long as somebody wants. */
final class Entry {
    private final Gate gate;
    private final FenceSessions sessions;
    private final LiveProof proof;
    private final CutoverOptions options;
    private final CutoverSteps steps;
    private final Progress progress;
    private final OpenSessions open;

    Entry(
            Gate gate,
            FenceSessions sessions,
            LiveProof proof,
            CutoverOptions options,
            CutoverSteps steps,
            Progress progress,
            OpenSessions open) {
        this.gate = gate;
        this.sessions = sessions;
        this.proof = proof;
        this.options = options;
        this.steps = steps;
        this.progress = progress;
        this.open = open;
    }

    /**
     * @return the migration as it is now
     * @throws MigrationException {@code CUTOVER-001} when the gate is closed
     */
    MigrationRecord pass(Connection control, Connection source, MigrationRecord record, Drain drain) throws Exception {
        steps.time("check", () -> {
            gate.requireReady(source, record);
            sessions.admit();
            return record;
        });
        GtidSet head = SourceHead.position(source);
        steps.time("catch up", () -> {
            gate.requireSmallLag(drain, head);
            return record;
        });
        steps.time("keys", () -> {
            gate.requireConstraints(control, record);
            gate.requireTargetSchema(control, record);
            return record;
        });
        steps.time("verify live", () -> {
            gate.requireVerified(control, record, proof);
            return record;
        });
        Path hold = options.holdFile();
        if (hold == null || options.rehearse()) {
            return record;
        }
        boolean held = steps.time(
                "hold",
                () -> new HoldFile(hold, progress).await(() -> {
                    drain.require();
                    open.require();
                }));
        return held ? steps.time("check again", () -> again(control, source, record, drain)) : record;
    }

    /** Much may have happened while it was held. */
    private MigrationRecord again(Connection control, Connection source, MigrationRecord before, Drain drain)
            throws Exception {
        MigrationRecord now = gate.requireUnchanged(control, before);
        gate.requireStreaming(control);
        gate.requireReady(source, now);
        sessions.admit();
        gate.requireSmallLag(drain, SourceHead.position(source));
        gate.requireConstraints(control, now);
        gate.requireTargetSchema(control, now);
        gate.requireVerified(control, now, proof);
        return now;
    }
}
