package dev.landfall.verify;

import dev.landfall.event.GtidSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens the frames of one pair of sessions, one at a time. Confined to the pair's thread. */
final class Frames implements AutoCloseable {
    /** Opening costs a few round trips, so small tables share one; an old one keeps the servers from cleaning up. */
    private static final long MAX_AGE_NANOS = Duration.ofSeconds(5).toNanos();

    private final SessionPair sessions;
    private final Strength strength;
    private final GtidSet start;
    private final AppliedGate gate;
    private final boolean frozen;
    private @Nullable Frame open;

    /** @param start the source's position when the verification began */
    Frames(SessionPair sessions, Strength strength, GtidSet start, AppliedGate gate) {
        this(sessions, strength, start, gate, null);
    }

    private Frames(SessionPair sessions, Strength strength, GtidSet start, AppliedGate gate, @Nullable Frame frozen) {
        this.sessions = sessions;
        this.strength = strength;
        this.start = start;
        this.gate = gate;
        this.open = frozen;
        this.frozen = frozen != null;
    }

    /** One frame for everything, of sessions that are frozen. */
    static Frames frozen(SessionPair sessions, GtidSet position, AppliedGate gate) {
        return new Frames(sessions, Strength.FENCED, position, gate, Frame.frozen(sessions, position));
    }

    /** The open frame, or a new one. The caller does not close it. */
    Frame current() throws InterruptedException, TargetLagsException {
        Frame frame = open;
        return frame != null && (frozen || frame.ageNanos() < MAX_AGE_NANOS) ? frame : fresh();
    }

    /** A new frame. The caller does not close it. */
    Frame fresh() throws InterruptedException, TargetLagsException {
        if (frozen) {
            return current();
        }
        close();
        Frame frame = strength == Strength.CONVERGENT ? Frame.aligned(sessions, gate) : Frame.now(sessions);
        open = frame;
        return frame;
    }

    /** Whether what differs within the frame is different, and not on its way. */
    boolean exact(Frame frame) {
        return switch (strength) {
            case STATIC -> frame.upperBound().equals(start) && frame.exact();
            case FENCED -> true;
            case CONVERGENT -> frame.exact();
            case BEHIND -> false;
        };
    }

    /** Whether rows may still be on their way to the target. */
    boolean moving() {
        return strength == Strength.CONVERGENT;
    }

    /** Lets go of what a piece of work has locked on the servers. */
    void release() {
        if (frozen) {
            Fence.unlock(sessions);
        } else {
            close();
            sessions.target().rollback();
        }
    }

    /** Whether there is only one frame, which cannot be opened anew. */
    boolean frozen() {
        return frozen;
    }

    AppliedGate gate() {
        return gate;
    }

    SessionPair sessions() {
        return sessions;
    }

    @Override
    public void close() {
        Frame frame = open;
        open = null;
        if (frame != null) {
            frame.close();
        }
    }
}
