package dev.landfall.window;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.profile.Trait;
import dev.landfall.rules.Policy;
import dev.landfall.sql.Identifiers;
import dev.landfall.sql.SqlFile;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the migrated tables need while there is a way back. Works in the caller's transaction. */
final class Equipment {
    /** PostgreSQL cuts names at 63 bytes. */
    private static final int MAX_NAME = 63;

    private final MigrationPlan plan;

    Equipment(MigrationPlan plan) {
        this.plan = plan;
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
                    if (relation.hasRows() && (!relation.hasKey() || needsWholeRows(plan, table))) {
                        statement.execute("ALTER TABLE " + relation.name() + " REPLICA IDENTITY FULL");
                    }
                }
                patience.renew();
                addChecks(statement, table, relations.get(0), lastTimestamp);
            }
            patience.renew();
            statement.execute("CREATE PUBLICATION " + Identifiers.postgres(publication) + " FOR TABLE "
                    + String.join(", ", published) + " WITH (publish_via_partition_root = true)");
        }
    }

    /** Old rows are equal to MariaDB's: only new ones have to be looked at. */
    private void addChecks(Statement statement, TablePlan table, Relation relation, String lastTimestamp)
            throws SQLException {
        List<String> checks = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnPlan column = table.columns().get(i);
            String condition = column.written() ? FitCondition.of(plan, table, column, lastTimestamp) : "";
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
            for (TablePlan table : plan.tables()) {
                List<Relation> relations = Relation.of(target, table);
                for (Relation relation : relations) {
                    if (relation.hasRows() && (!relation.hasKey() || needsWholeRows(plan, table))) {
                        statement.execute("ALTER TABLE " + relation.name() + " REPLICA IDENTITY DEFAULT");
                    }
                }
                if (!relations.isEmpty()) {
                    dropChecks(target, relations.get(0));
                }
            }
        }
    }

    private static void dropChecks(Connection target, Relation relation) throws SQLException {
        List<String> drops = new ArrayList<>();
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/window_checks.sql"))) {
            statement.setString(1, relation.name());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    drops.add("DROP CONSTRAINT " + Identifiers.postgres(row.getString(1)));
                }
            }
        }
        if (!drops.isEmpty()) {
            try (Statement statement = target.createStatement()) {
                statement.execute("ALTER TABLE " + relation.name() + " " + String.join(", ", drops));
            }
        }
    }
}
