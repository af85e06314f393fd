package dev.landfall.run;

import java.util.List;

/**
 * Whether the target schema is the planned one, as a verification sees it.
 *
 * @param planned false after the hand-over: the target may have another schema than planned then, and only its counters are
 *     looked at
 * @param differences what is missing, or is otherwise than planned
 * @param notValidated constraints that do not hold for all rows yet, for people; the cutover waits for them
 */
public record SchemaParity(boolean planned, List<SchemaDifference> differences, List<String> notValidated) {
    public SchemaParity {
        differences = List.copyOf(differences);
        notValidated = List.copyOf(notValidated);
    }

    public boolean same() {
        return differences.isEmpty();
    }
}
