package dev.landfall.check;

import dev.landfall.failure.FailureCode;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.Identifiers;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.PassingStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whether the target can take the migration. */
public final class TargetChecks {
    private static final int OLDEST_VERSION = 130_000;
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private TargetChecks() {}

    /** Version, encoding and privileges. */
    public static List<CheckResult> server(Connection target, String schema) throws SQLException {
        boolean mayBeReplica = mayBeReplica(target);
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/server_settings.sql"))) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return List.of(
                        version(row.getInt("version_number")),
                        encoding(row.getString("encoding")),
                        create(row.getBoolean("may_create"), schema),
                        replicaRole(mayBeReplica));
            }
        }
    }

    /** That no table of the plan is there with rows; empty ones, made by {@code schema apply}, are fine. */
    public static List<CheckResult> empty(Connection target, MigrationPlan plan) throws SQLException {
        List<CheckResult> results = new ArrayList<>();
        for (TablePlan table : plan.tables()) {
            if (exists(target, table) && hasRows(target, table)) {
                results.add(Checks.failed(
                        "target-empty",
                        "The target table " + table.display() + " holds rows already.",
                        "Choose another schema with --target-schema, or empty or drop it, if nobody needs its rows: another migration,"
                                + " or a group of one, may have handed it over.",
                        FailureCode.TARGET_NOT_EMPTY));
            }
        }
        return results;
    }

    private static CheckResult version(int version) {
        return version >= OLDEST_VERSION
                ? Checks.passed("target-version", "PostgreSQL " + version / 10_000)
                : Checks.failed(
                        "target-version",
                        "The target is PostgreSQL " + version / 10_000 + "; expected 13 or newer.",
                        "Upgrade the target.",
                        FailureCode.TARGET_SETTING);
    }

    private static CheckResult encoding(String encoding) {
        return encoding.equals("UTF8")
                ? Checks.passed("target-encoding", "UTF8")
                : Checks.failed(
                        "target-encoding",
                        "The target database is encoded in " + encoding + "; expected UTF8: text would be lost.",
                        "Create a database with ENCODING 'UTF8' TEMPLATE template0 and migrate into it.",
                        FailureCode.TARGET_SETTING);
    }

    private static CheckResult create(boolean mayCreate, String schema) {
        return mayCreate
                ? Checks.passed("target-privilege-create", "may create schemas and tables")
                : Checks.failed(
                        "target-privilege-create",
                        "The target user may not create the schemas " + schema + " and landfall in this database.",
                        "GRANT CREATE ON DATABASE to the user.",
                        FailureCode.TARGET_PRIVILEGE);
    }

    private static CheckResult replicaRole(boolean mayBeReplica) {
        return mayBeReplica
                ? Checks.passed("target-replica-role", "may set session_replication_role")
                : Checks.warned(
                        "target-replica-role",
                        "The target user may not set session_replication_role: PostgreSQL checks foreign keys for every"
                                + " replicated row, which costs speed and stops the stream at rows that they refuse, or on whose children they"
                                + " would act, where these are written under foreign_key_checks=0.",
                        "As a superuser of PostgreSQL 15 or newer: GRANT SET ON PARAMETER session_replication_role TO the"
                                + " user.",
                        FailureCode.TARGET_PRIVILEGE);
    }

    /** Tries it in a transaction that is rolled back: since PostgreSQL 15 the right can also come from a GRANT. */
    private static boolean mayBeReplica(Connection target) throws SQLException {
        boolean autoCommit = target.getAutoCommit();
        target.setAutoCommit(false);
        try (Statement statement = target.createStatement()) {
            statement.execute("SET LOCAL session_replication_role = replica");
            return true;
        } catch (SQLException e) {
            if (INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        } finally {
            target.rollback();
            target.setAutoCommit(autoCommit);
        }
    }

    private static boolean exists(Connection target, TablePlan table) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/relation_exists.sql"))) {
            statement.setString(1, table.schema());
            statement.setString(2, table.name());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static boolean hasRows(Connection target, TablePlan table) throws SQLException {
        String sql = "SELECT EXISTS (SELECT FROM " + Identifiers.postgres(table.schema()) + "."
                + Identifiers.postgres(table.name()) + ")";
        try (Statement statement = PassingStatement.of(target);
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
