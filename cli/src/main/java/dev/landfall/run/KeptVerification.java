package dev.landfall.run;

import java.time.Duration;
import java.time.Instant;

/**
 * A verification of every table that has come to its end.
 *
 * @param verdict {@code equal}, {@code different} or {@code unsettled}
 * @param strength {@code static}, {@code fenced}, {@code convergent} or {@code behind}
 * @param position of the source when it began; of a fenced one, what was compared
 * @param age since its end, by the target's clock
 * @param counts whether a cutover may rely on it: nothing was found then, nor later, and the plan is the same
 */
public record KeptVerification(
        String verdict,
        String strength,
        String position,
        int tables,
        long rows,
        long differing,
        Duration took,
        Instant endedAt,
        Duration age,
        boolean counts) {}
