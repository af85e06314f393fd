package dev.landfall.run;

import dev.landfall.apply.SchemaApplier;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.schema.DdlWriter;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.Ddl;
import dev.landfall.throttle.Throttle;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates the views, and selects from each: a translation is only as good as that. One that PostgreSQL does not take is
 * left out and said so; data does not depend on it.
 */
final class ViewPhase {
    private final Servers servers;
    private final MigrationPlan plan;
    private final Throttle throttle;

    ViewPhase(Servers servers, MigrationPlan plan, Throttle throttle) {
        this.servers = servers;
        this.plan = plan;
        this.throttle = throttle;
    }

    /** @return a sentence for each view that could not be made */
    List<String> run() throws SQLException, InterruptedException {
        List<String> notes = new ArrayList<>();
        try (Connection target = servers.target().connectForLong()) {
            for (Ddl view : new DdlWriter(plan).views()) {
                throttle.admit(0, 0);
                target.setAutoCommit(false);
                try {
                    if (SchemaApplier.apply(target, view) && view.kind() == Ddl.Kind.VIEW) {
                        select(target, view);
                    }
                    target.commit();
                } catch (SQLException e) {
                    target.rollback();
                    if (target.isClosed() || !target.isValid(0)) {
                        throw e;
                    }
                    notes.add("The " + (view.kind() == Ddl.Kind.VIEW ? "view " : "index ") + view.name()
                            + " could not be created: "
                            + firstLine(e)
                            + ". Create it by hand; migrate schema plan prints the statement.");
                }
            }
        }
        return notes;
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static void select(Connection target, Ddl view) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement
                    .executeQuery("SELECT * FROM " + Identifiers.postgres(view.schema()) + "."
                            + Identifiers.postgres(view.name()) + " LIMIT 1")
                    .close();
        }
    }
}
