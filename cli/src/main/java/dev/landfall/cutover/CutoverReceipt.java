package dev.landfall.cutover;

import java.time.Duration;
import java.util.List;

/**
 * A finished cutover.
 *
 * @param position the last position of the source, fully applied
 * @param writesRefused from the moment the fence began to refuse writes until hand-over (or until the source was reopened)
 * @param handedOver false for a rehearsal
 * @param verifiedAll whether the last verification compared every row, not only those that had changed since all were proven equal
 * @param fence what was found out about the fence
 */
public record CutoverReceipt(
        boolean handedOver,
        String position,
        Duration writesRefused,
        long rowsVerified,
        boolean verifiedAll,
        List<Step> steps,
        FenceReport fence) {
    public CutoverReceipt {
        steps = List.copyOf(steps);
    }

    public record Step(String name, Duration took) {}
}
