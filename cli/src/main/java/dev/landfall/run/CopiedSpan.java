package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.event.SourcePosition;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.FreshStart;
import dev.landfall.plan.MigrationPlan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The smallest and the greatest position at which chunks were read. */
record CopiedSpan(SourcePosition smallest, SourcePosition greatest) {
    /**
     * @param chunks all of them copied, at least one
     * @param plan whose tables they are
     * @throws MigrationException when two positions are not of one history: the source was switched to another server
     */
    static CopiedSpan of(List<Chunk> chunks, MigrationPlan plan) {
        return of(
                chunks.stream()
                        .map(chunk -> Objects.requireNonNull(chunk.position()))
                        .collect(Collectors.toSet()),
                plan);
    }

    /** The same. @param positions that chunks were read at, at least one */
    static CopiedSpan of(Set<SourcePosition> positions, MigrationPlan plan) {
        SourcePosition smallest = positions.iterator().next();
        SourcePosition greatest = positions.iterator().next();
        for (SourcePosition position : positions) {
            if (position.gtids().contradicts(smallest.gtids())
                    || position.gtids().contradicts(greatest.gtids())
                    || !position.contains(smallest) && !smallest.contains(position)
                    || !position.contains(greatest) && !greatest.contains(position)) {
                throw new MigrationException(
                        FailureCode.STREAM_UNSAFE_EVENT,
                        "Chunks were read at " + smallest + " and at " + position
                                + ", which are not of one history: the"
                                + " source was switched to another server in between.",
                        "Start afresh: " + FreshStart.of(plan) + ".");
            }
            smallest = smallest.contains(position) ? position : smallest;
            greatest = position.contains(greatest) ? position : greatest;
        }
        return new CopiedSpan(smallest, greatest);
    }

    /**
     * @param chunks copied or not
     * @return the smallest position of those that are copied; empty when none is, and when there is none that all others contain
     */
    static Optional<SourcePosition> smallest(List<Chunk> chunks) {
        List<SourcePosition> positions = chunks.stream()
                .map(Chunk::position)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return positions.stream()
                .filter(each -> positions.stream().allMatch(other -> other.contains(each)))
                .findFirst();
    }

    boolean isOnePosition() {
        return smallest.gtids().equals(greatest.gtids());
    }
}
