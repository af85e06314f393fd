package dev.landfall.run;

import dev.landfall.apply.LossLedger;
import dev.landfall.rules.Loss;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What policies have done in a migration so far.
 *
 * @param losses per column, kind of loss and policy
 * @param rejectedRows rows that are set aside now, by table
 */
public record PolicyEffects(List<LossLedger.Entry> losses, Map<String, Long> rejectedRows) {
    public static final PolicyEffects NONE = new PolicyEffects(List.of(), Map.of());

    public PolicyEffects {
        losses = List.copyOf(losses);
        rejectedRows = Map.copyOf(rejectedRows);
    }

    public static PolicyEffects read(Connection control, String migration) throws SQLException {
        LossLedger ledger = new LossLedger(migration);
        return new PolicyEffects(ledger.read(control), ledger.rejectedRows(control));
    }

    public boolean isEmpty() {
        return losses.isEmpty() && rejectedRows.isEmpty();
    }

    /** Whether a policy has dealt with values of the column. */
    boolean acted(String table, String column, Loss loss) {
        return losses.stream()
                .anyMatch(entry -> entry.table().equals(table)
                        && (entry.column().equals(column) || loss == Loss.REFUSED_ROW)
                        && entry.loss().equals(loss.key()));
    }

    public long rejected(String table) {
        return rejectedRows.getOrDefault(table, 0L);
    }

    public long rejected() {
        return rejectedRows.values().stream().mapToLong(Long::longValue).sum();
    }
}
