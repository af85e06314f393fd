package dev.landfall.run;

import dev.landfall.event.GtidSet;
import dev.landfall.verify.ApplierProgress;

/** A target that nothing streams to, and that has everything up to a position. */
record StandingTarget(GtidSet applied) implements ApplierProgress {
    @Override
    public boolean streaming() {
        return false;
    }
}
