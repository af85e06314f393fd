package dev.landfall.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * What a repair has done, or would do.
 *
 * @param inserted rows that the target lacked
 * @param deleted rows that the source does not have
 * @param rewritten rows that had other values
 * @param statements what a dry run would do, as SQL: whole transactions, which set off no triggers, foreign keys and cascades
 * @param refused tables whose rows cannot be repaired one by one, each with the reason
 */
public record RepairReceipt(
        long inserted, long deleted, long rewritten, List<String> statements, List<String> refused) {
    public static final RepairReceipt NONE = new RepairReceipt(0, 0, 0, List.of(), List.of());

    public RepairReceipt {
        statements = List.copyOf(statements);
        refused = List.copyOf(refused);
    }

    public long rows() {
        return inserted + deleted + rewritten;
    }

    /** Both, one after the other; what was refused is what the later one refused. */
    public RepairReceipt then(RepairReceipt later) {
        List<String> all = new ArrayList<>(statements);
        all.addAll(later.statements);
        return new RepairReceipt(
                inserted + later.inserted, deleted + later.deleted, rewritten + later.rewritten, all, later.refused);
    }
}
