package dev.landfall.run;

import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Compares the target schema with what the migration's phase asks for. Only reads. */
public final class SchemaParityCheck {
    private final Servers servers;
    private final VerifyRun tables;
    private final String migration;

    /** @param tables whose selection counts */
    public SchemaParityCheck(Servers servers, VerifyRun tables, String migration) {
        this.servers = servers;
        this.tables = tables;
        this.migration = migration;
    }

    public SchemaParity run() throws SQLException {
        try (Connection target = servers.target().connect()) {
            MigrationRecord record = Records.afterSnapshot(target, migration);
            MigrationPlan plan = record.plan();
            List<TablePlan> selected = tables.selected(record);
            boolean all = selected.size() == plan.tables().size();
            if (record.phase().handedOver()) {
                return new SchemaParity(false, countersBehind(target, plan, selected, all), List.of());
            }
            return new SchemaComparison(target, plan).parity(selected, all);
        }
    }

    private List<SchemaDifference> countersBehind(
            Connection target, MigrationPlan plan, List<TablePlan> selected, boolean all) throws SQLException {
        try (Connection source = servers.source().connect()) {
            Counters counters = new Counters(source, target);
            List<SchemaDifference> behind = new ArrayList<>(counters.identitiesBehind(selected));
            behind.addAll(counters.sequencesBehind(plan.schema(), plan.sequences(), selected, all));
            return behind;
        }
    }
}
