package dev.landfall.run;

import dev.landfall.failure.MigrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Chunks that were left for the sake of rows in them, while the others go on. Thread-safe. */
final class RefusedChunks {
    /** With more of them something is wrong with the plan rather than with rows. */
    private static final int MOST = 20;

    private final List<MigrationException> failures = new ArrayList<>();

    /** @throws MigrationException the failure itself, when there are too many */
    synchronized void add(MigrationException failure) {
        failures.add(failure);
        if (failures.size() >= MOST) {
            throw failure;
        }
    }

    /** @throws MigrationException with all of them */
    synchronized void throwIfAny() {
        if (failures.isEmpty()) {
            return;
        }
        MigrationException first = failures.get(0);
        if (failures.size() == 1) {
            throw first;
        }
        throw new MigrationException(
                first.code(),
                failures.stream().map(MigrationException::getMessage).collect(Collectors.joining("\n")),
                first.advice(),
                first);
    }
}
