package dev.landfall.run;

import dev.landfall.apply.SchemaApplier;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.schema.DdlWriter;
import dev.landfall.target.Ddl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Executes the plan's DDL, in one go. */
public final class SchemaRun {
    private final Servers servers;

    public SchemaRun(Servers servers) {
        this.servers = servers;
    }

    public SchemaReport beforeCopy(MigrationPlan plan) throws SQLException {
        SnapshotCommand.requireNoBlockers(plan);
        return apply(new DdlWriter(plan).beforeCopy());
    }

    /**
     * For rows that another tool has copied, or that a snapshot has finished.
     *
     * @throws MigrationException {@code RUN-002} while a snapshot is not finished: until its rows are at one position, keys do not
     *     hold, or act on what is brought there
     */
    @SuppressWarnings("try") // the role is held by being open
    public SchemaReport afterCopy(String migration, MigrationPlan plan) throws SQLException {
        SnapshotCommand.requireNoBlockers(plan);
        try (RoleLock role = RoleLock.acquire(servers.target(), migration, Role.COPY)) {
            try (Connection control = servers.target().connect()) {
                if (new MigrationStore(migration).find(control).isPresent()) {
                    Records.afterSnapshot(control, migration);
                }
            }
            return afterCopy(plan);
        }
    }

    private SchemaReport afterCopy(MigrationPlan plan) throws SQLException {
        DdlWriter writer = new DdlWriter(plan);
        List<Ddl> statements = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            statements.addAll(writer.afterCopy(table));
            statements.addAll(writer.onceConsistent(table));
        }
        plan.tables().forEach(table -> statements.addAll(writer.foreignKeys(table)));
        plan.tables().forEach(table -> statements.addAll(writer.validations(table)));
        return apply(statements);
    }

    private SchemaReport apply(List<Ddl> statements) throws SQLException {
        List<String> executed = new ArrayList<>();
        try (Connection target = servers.target().connectForLong()) {
            for (Ddl statement : statements) {
                if (SchemaApplier.apply(target, statement)) {
                    executed.add(statement.sql());
                }
            }
        }
        return new SchemaReport(executed, statements.size() - executed.size());
    }
}
