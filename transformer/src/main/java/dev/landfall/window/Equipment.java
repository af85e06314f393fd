package dev.landfall.window;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.profile.Trait;
import dev.landfall.rules.Policy;
import dev.landfall.sql.Identifiers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the migrated tables need while there is a way back. Works in the caller's transaction. */
final class Equipment {
    /** PostgreSQL cuts names at 63 bytes. */
    private static final int MAX_NAME = 63;

    private static final String TRUNCATE_GUARD = "landfall_back_truncate";
    private static final String TRUNCATE_END = "landfall_back_truncated";

    private final String migration;
    private final MigrationPlan plan;
    private final WindowRelations kept;

    Equipment(String migration, MigrationPlan plan) {
        this.migration = migration;
        this.plan = plan;
        this.kept = new WindowRelations(migration);
    }

    /** Whether old rows have to be sent as a whole: without a key, and where MariaDB has values in a form of their own. */
    static boolean needsWholeRows(MigrationPlan plan, TablePlan table) {
        return table.source().primaryKey().isEmpty()
                || table.columns().stream()
                        .anyMatch(column -> column.policies().values().stream().anyMatch(Policy::changesValues)
                                || plan.basis()
                                        .profile()
                                        .find(
                                                table.source().name(),
                                                column.source().name(),
                                                Trait.ENUM_ERROR)
                                        .isPresent());
    }

    /** @param lastTimestamp the last moment that the source's TIMESTAMP has */
    void add(Connection target, String publication, String lastTimestamp, Patience patience) throws SQLException {
        List<String> published = new ArrayList<>(List.of(WindowLedger.TABLE));
        try (Statement statement = target.createStatement()) {
            for (TablePlan table : plan.tables()) {
                List<Relation> relations = Relation.of(target, table);
                published.add(relations.get(0).name());
                for (Relation relation : relations) {
                    patience.renew();
                    kept.keep(target, relation);
                    identify(statement, table, relation);
                }
                if (relations.size() > 1) {
                    guardPartitions(statement, relations, patience);
                }
                patience.renew();
                addChecks(statement, table, relations.get(0), lastTimestamp, columnsWithNulls(target, table));
            }
            patience.renew();
            statement.execute("CREATE PUBLICATION " + Identifiers.postgres(publication) + " FOR TABLE "
                    + String.join(", ", published) + " WITH (publish_via_partition_root = true)");
        }
    }

    /** Whatever it was: by an index of somebody's choice, or by nothing, rows could not be found again. */
    private void identify(Statement statement, TablePlan table, Relation relation) throws SQLException {
        if (needsWholeRows(plan, table) || !relation.hasKey()) {
            if (!relation.sendsWholeRows()) {
                statement.execute("ALTER TABLE " + relation.name() + " REPLICA IDENTITY FULL");
            }
        } else if (!relation.sendsKeys()) {
            statement.execute("ALTER TABLE " + relation.name() + " REPLICA IDENTITY DEFAULT");
        }
    }

    private static void guardPartitions(Statement statement, List<Relation> relations, Patience patience)
            throws SQLException {
        for (Relation relation : relations) {
            patience.renew();
            String call = " ON " + relation.name()
                    + " FOR EACH STATEMENT EXECUTE FUNCTION landfall.refuse_partition_truncate('" + relation.root()
                    + "', '"
                    + (relation.isRoot() ? "root" : "partition") + "')";
            addTrigger(statement, relation, TRUNCATE_GUARD, " BEFORE TRUNCATE" + call);
            if (relation.isRoot()) {
                addTrigger(statement, relation, TRUNCATE_END, " AFTER TRUNCATE" + call);
            }
        }
    }

    private static void addTrigger(Statement statement, Relation relation, String name, String body)
            throws SQLException {
        statement.execute("CREATE TRIGGER " + name + body);
        statement.execute("ALTER TABLE ONLY " + relation.name() + " ENABLE ALWAYS TRIGGER " + name);
    }

    /** Old rows are equal to MariaDB's: only new ones have to be looked at. */
    private void addChecks(
            Statement statement, TablePlan table, Relation relation, String lastTimestamp, Set<String> withNulls)
            throws SQLException {
        List<String> checks = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnPlan column = table.columns().get(i);
            String condition = column.written()
                    ? FitCondition.of(
                            plan,
                            table,
                            column,
                            lastTimestamp,
                            withNulls.contains(column.source().name()))
                    : "";
            if (!condition.isEmpty()) {
                checks.add(
                        "ADD CONSTRAINT " + Identifiers.postgres(cut("landfall_back_" + (i + 1) + "_" + column.name()))
                                + " CHECK (" + condition + ") NOT VALID");
            }
        }
        if (!checks.isEmpty()) {
            statement.execute("ALTER TABLE " + relation.name() + " " + String.join(", ", checks));
        }
    }

    /** Columns of the source where a policy has put NULL in the place of a value. */
    private Set<String> columnsWithNulls(Connection target, TablePlan table) throws SQLException {
        Set<String> columns = new HashSet<>();
        String sql = "SELECT DISTINCT source_column FROM landfall.value_loss WHERE migration = ? AND source_table = ?"
                + " AND policy = ?";
        try (PreparedStatement statement = target.prepareStatement(sql)) {
            statement.setString(1, migration);
            statement.setString(2, table.source().name().name());
            statement.setString(3, Policy.of(Policy.Kind.NULL).text());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(row.getString(1));
                }
            }
        }
        return columns;
    }

    private static String cut(String name) {
        String cut = name;
        while (cut.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
            cut = cut.substring(0, cut.length() - 1);
        }
        return cut;
    }

    /** As if there had never been a way back; what is not there is passed over. */
    void remove(Connection target, String publication) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute("DROP PUBLICATION IF EXISTS " + Identifiers.postgres(publication));
        }
        kept.strip(target);
    }
}
