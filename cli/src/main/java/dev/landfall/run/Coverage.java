package dev.landfall.run;

import dev.landfall.plan.TablePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a verification of the configured tables is about.
 *
 * @param planDigest changes with the plan: MD5 of the plan's basis as the control schema keeps it
 * @param leftOut tables of the plan that are not among the configured ones
 */
public record Coverage(String planDigest, List<String> leftOut) {
    public Coverage {
        leftOut = List.copyOf(leftOut);
    }

    /** @param tables whose selection counts */
    public static Coverage read(Servers servers, VerifyRun tables, String migration) throws SQLException {
        try (Connection control = servers.target().connect()) {
            MigrationRecord record = Records.afterSnapshot(control, migration);
            Set<TablePlan> selected = new HashSet<>(tables.selected(record));
            List<String> leftOut = record.plan().tables().stream()
                    .filter(table -> !selected.contains(table))
                    .map(table -> table.source().name().toString())
                    .toList();
            return new Coverage(record.planDigest(), leftOut);
        }
    }
}
