package dev.landfall.throttle;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a running copy gets on, besides its chunks.
 *
 * @param held why it waits; empty when it does not
 * @param workers how many may copy now
 * @param viewAge since when the sessions see the source as it was; null while none does
 * @param oldestAge of the snapshot's oldest position, which an earlier run may have taken
 * @param historyLength of the source; null when it is not known
 * @param eta the last that could be told; null before
 */
public record CopyState(
        List<String> held,
        int workers,
        @Nullable Duration viewAge,
        Duration oldestAge,
        @Nullable Long historyLength,
        @Nullable Duration eta) {
    public CopyState {
        held = List.copyOf(held);
    }

    public CopyState withEta(@Nullable Duration other) {
        return new CopyState(held, workers, viewAge, oldestAge, historyLength, other);
    }
}
