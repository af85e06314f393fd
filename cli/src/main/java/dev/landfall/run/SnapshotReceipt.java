package dev.landfall.run;

import java.time.Duration;
import java.util.List;

/**
 * A finished snapshot.
 *
 * @param position the one source position that the target is at now
 * @param resumed whether an earlier run's chunks were kept
 * @param notes sentences about what could not be made as planned: foreign keys, views
 * @param steps wall-clock time per step, in order
 */
public record SnapshotReceipt(
        String position,
        boolean resumed,
        List<TableCopied> tables,
        PolicyEffects policies,
        List<String> notes,
        List<Step> steps) {
    public SnapshotReceipt {
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
        steps = List.copyOf(steps);
    }

    /** @param copy time spent copying, added up over workers; @param index time spent on keys and indexes */
    public record TableCopied(String table, long rows, long bytes, Duration copy, Duration index, long rejected) {}

    public record Step(String name, Duration took) {}
}
