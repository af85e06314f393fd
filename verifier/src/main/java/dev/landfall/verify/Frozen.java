package dev.landfall.verify;

import dev.landfall.event.GtidSet;
import java.time.Duration;
import java.util.List;

/**
 * Source and target at one position, in transactions of some sessions that see it and nothing after it.
 *
 * @param pause for which the applier stood still
 * @param members the sessions
 */
record Frozen(GtidSet position, Duration pause, List<SessionPair> members) {
    Frozen {
        members = List.copyOf(members);
    }
}
