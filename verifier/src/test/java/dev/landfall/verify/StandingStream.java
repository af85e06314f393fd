package dev.landfall.verify;

import dev.landfall.event.GtidSet;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;

/** A stream with nothing to do, which can be held. */
record StandingStream(GtidSet applied) implements ApplierProgress {
    @Override
    public boolean streaming() {
        return true;
    }

    @Override
    public ApplierHold hold() {
        return new ApplierHold() {
            @Override
            public void moveTo(GtidSet position, Duration patience) throws NotFencedException {
                if (!position.equals(applied)) {
                    throw new NotFencedException("it stands at " + applied);
                }
            }

            @Override
            public Optional<GtidSet> shownBy(Connection target) {
                return Optional.of(applied);
            }

            @Override
            public GtidSet lockedBy(Connection target) {
                return applied;
            }

            @Override
            public void close() {}
        };
    }
}
