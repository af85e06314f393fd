package dev.landfall.run;

import dev.landfall.apply.SchemaApplier;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.schema.DdlWriter;
import dev.landfall.target.Ddl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Foreign keys and checks that do not hold yet for all rows: the source may have children without a parent, written under
 * {@code foreign_key_checks=0}, and rows that break a check, written under {@code check_constraint_checks=0}. Such a foreign key
 * stays NOT VALID on the target, and such a check is not there yet, so that the stream can go on and bring the correction over;
 * the cutover waits for it. Stateless.
 */
public final class OpenConstraints {
    /** Of a foreign key, and of a check. */
    private static final Set<String> VIOLATIONS = Set.of("23503", "23514");

    private OpenConstraints() {}

    /** Validates what is not valid yet. @return what stands in the way of the rest, for people */
    public static List<String> validate(Connection target, MigrationPlan plan) throws SQLException {
        List<String> open = new ArrayList<>();
        DdlWriter ddl = new DdlWriter(plan);
        for (TablePlan table : plan.tables()) {
            for (Ddl validation : ddl.validations(table)) {
                validate(target, validation).ifPresent(open::add);
            }
        }
        return open;
    }

    /** Those that are not valid, without trying. @return their names, for people */
    public static List<String> names(Connection target, MigrationPlan plan) throws SQLException {
        List<String> open = new ArrayList<>();
        DdlWriter ddl = new DdlWriter(plan);
        for (TablePlan table : plan.tables()) {
            for (Ddl validation : ddl.validations(table)) {
                if (!SchemaApplier.exists(target, validation)) {
                    open.add(name(validation));
                }
            }
        }
        return open;
    }

    /** @return what stands in the way; empty when it is valid now */
    static Optional<String> validate(Connection target, Ddl validation) throws SQLException {
        try {
            SchemaApplier.apply(target, validation);
            return Optional.empty();
        } catch (SQLException e) {
            if (VIOLATIONS.contains(String.valueOf(e.getSQLState()))) {
                String reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
                return Optional.of(name(validation) + " does not hold: " + reason + (reason.endsWith(".") ? "" : "."));
            }
            throw e;
        }
    }

    private static String name(Ddl validation) {
        return "constraint " + validation.schema() + "." + validation.table() + "." + validation.name();
    }
}
