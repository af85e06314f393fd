package dev.landfall.evolution;

import java.util.ArrayList;
import java.util.List;

/** Collects statements for the target, and what stands against executing them without asking. Not thread-safe. */
final class Changes {
    private final List<String> statements = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private boolean complete = true;

    void execute(String statement) {
        statements.add(statement);
    }

    void execute(List<String> all) {
        statements.addAll(all);
    }

    /** Somebody has to look: what is executed is right if the reason is none. */
    void hold(String reason) {
        reasons.add(reason);
    }

    /** Something is missing that only the source has. */
    void incomplete(String reason) {
        reasons.add(reason);
        complete = false;
    }

    List<String> statements() {
        return statements;
    }

    List<String> reasons() {
        return reasons;
    }

    boolean complete() {
        return complete;
    }
}
