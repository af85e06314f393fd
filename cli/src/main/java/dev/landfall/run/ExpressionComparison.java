package dev.landfall.run;

import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.plan.ViewPlan;
import dev.landfall.schema.DdlWriter;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares defaults, generated columns, checks and views with the plan. PostgreSQL spells expressions in its own way, so it is asked
 * how it spells the planned ones: in a transaction that is rolled back.
 */
final class ExpressionComparison {
    private static final String PREFIX = "landfall_scratch_";
    private static final String CHECK = "check ";
    /** Each table is a lock. */
    private static final int TOGETHER = 200;
    /** Of a relation, a column, a function, a type: somebody has removed what an expression needs, which is told as missing. */
    private static final Set<String> UNDEFINED = Set.of("42P01", "42703", "42883", "42704");
    /** Classes of what PostgreSQL does not take of a statement: what it says, its constants, what there is no support for. */
    private static final Set<String> REFUSALS = Set.of("42", "22", "0A");

    private static final String NO_PRIVILEGE = "42501";

    private final Connection target;
    private final MigrationPlan plan;
    private final DdlWriter ddl;

    ExpressionComparison(Connection target, MigrationPlan plan) {
        this.target = target;
        this.plan = plan;
        this.ddl = new DdlWriter(plan);
    }

    /** A relation that is made to see what becomes of it. @param optional checks that may not be there yet */
    private record Likeness(String relation, boolean view, List<String> sql, Set<String> optional) {
        /**
         * Whether nothing can be said of it: it lacks what it is made of, or the snapshot was refused the view as well, and whatever
         * somebody has made in its place counts.
         */
        boolean impossible(String state) {
            return UNDEFINED.contains(state)
                    || view && REFUSALS.contains(state.substring(0, 2)) && !state.equals(NO_PRIVILEGE);
        }
    }

    /** @param views whether those are compared, too */
    List<SchemaDifference> run(List<TablePlan> tables, boolean views) throws SQLException {
        List<Likeness> planned = new ArrayList<>();
        for (TablePlan table : tables) {
            if (hasExpressions(table)) {
                planned.add(of(table, planned.size()));
            }
        }
        if (views) {
            for (ViewPlan view : plan.views()) {
                String name = PREFIX + planned.size();
                planned.add(
                        new Likeness(view.name(), true, List.of(ddl.likeness(view, plan.schema(), name)), Set.of()));
            }
        }
        Map<String, Map<String, String>> seen = read(plan.schema(), "");
        List<SchemaDifference> differences = new ArrayList<>();
        for (TablePlan table : tables) {
            if (!hasExpressions(table)) {
                Likeness none = new Likeness(table.name(), false, List.of(), Set.of());
                compare(none, Map.of(), seen.getOrDefault(table.name(), Map.of()), differences);
            }
        }
        for (int from = 0; from < planned.size(); from += TOGETHER) {
            List<Likeness> together = planned.subList(from, Math.min(from + TOGETHER, planned.size()));
            Map<String, Map<String, String>> expected = spelled(together);
            for (int i = 0; i < together.size(); i++) {
                Map<String, String> own = expected.get(PREFIX + (from + i));
                Map<String, String> found = seen.get(together.get(i).relation());
                // What is not there at all, or lacks what it is made of, is told as missing already.
                if (own != null && found != null) {
                    compare(together.get(i), own, found, differences);
                }
            }
        }
        return differences;
    }

    private Likeness of(TablePlan table, int number) {
        return new Likeness(
                table.name(),
                false,
                ddl.likeness(table, plan.schema(), PREFIX + number),
                table.checks().stream().map(check -> CHECK + check.name()).collect(Collectors.toSet()));
    }

    private static boolean hasExpressions(TablePlan table) {
        return !table.checks().isEmpty()
                || table.columns().stream()
                        .anyMatch(column -> column.defaultSql() != null
                                || column.generatedSql() != null
                                || column.checkSql() != null);
    }

    /** How PostgreSQL spells them, by the name that they have meanwhile; without those that it cannot make. */
    private Map<String, Map<String, String>> spelled(List<Likeness> planned) throws SQLException {
        target.setAutoCommit(false);
        try (Statement statement = target.createStatement()) {
            for (Likeness likeness : planned) {
                make(statement, likeness);
            }
            return read(plan.schema(), PREFIX);
        } finally {
            target.rollback();
            target.setAutoCommit(true);
        }
    }

    private void make(Statement statement, Likeness likeness) throws SQLException {
        Savepoint before = target.setSavepoint();
        try {
            for (String sql : likeness.sql()) {
                statement.execute(sql);
            }
            target.releaseSavepoint(before);
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state == null || !likeness.impossible(state)) {
                throw e;
            }
            target.rollback(before);
        }
    }

    private void compare(
            Likeness planned,
            Map<String, String> expected,
            Map<String, String> seen,
            List<SchemaDifference> differences) {
        String where = plan.schema() + "." + planned.relation();
        expected.forEach((what, expression) -> {
            String found = seen.get(what);
            if (found == null ? !planned.optional().contains(what) : !ExpressionSpelling.same(expression, found)) {
                differences.add(
                        new SchemaDifference(where, what + " " + expression, found == null ? "missing" : found));
            }
        });
        seen.forEach((what, expression) -> {
            // A check of one's own is no difference, as an index of one's own.
            if (!expected.containsKey(what) && !what.startsWith(CHECK)) {
                differences.add(new SchemaDifference(where, "no " + what, expression));
            }
        });
    }

    /** By relation, and by what they are, such as {@code default of size}; relations without any are there as well. */
    private Map<String, Map<String, String>> read(String schema, String prefix) throws SQLException {
        Map<String, Map<String, String>> expressions = new HashMap<>();
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/list_expressions.sql"))) {
            statement.setString(1, schema);
            statement.setString(2, prefix);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Map<String, String> own =
                            expressions.computeIfAbsent(row.getString("relation"), none -> new TreeMap<>());
                    String what = row.getString("what");
                    if (what != null) {
                        own.put(what, row.getString("expression"));
                    }
                }
            }
        }
        return expressions;
    }
}
