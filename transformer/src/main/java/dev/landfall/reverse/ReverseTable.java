package dev.landfall.reverse;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.PgType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One table's changes as statements for MariaDB. {@code columns} stand in the order in which PostgreSQL sends them. */
record ReverseTable(TablePlan plan, List<Column> columns, List<Integer> key) {

    /**
     * @param matching how a value is bound that a row on MariaDB has already: ENUM's error value, which nobody can write, is one
     * @param floating whether it has a -0 besides 0, which PostgreSQL writes just so
     * @param nullable whether MariaDB takes NULL: it puts the time in its place in a TIMESTAMP that does not
     * @param generated MariaDB computes it, whatever PostgreSQL has
     * @param updatedToNow MariaDB sets it by itself where a statement does not
     */
    record Column(
            String name,
            String quoted,
            MariaDbBinding binding,
            MariaDbBinding matching,
            String same,
            boolean floating,
            boolean nullable,
            boolean generated,
            boolean updatedToNow) {
        Value written(@Nullable String text) {
            return new Value(this, text, binding, nullable);
        }

        Value matched(@Nullable String text) {
            return new Value(this, text, matching, true);
        }
    }

    /** @param values in the order of the statement's parameters */
    record Change(String sql, String operation, List<Value> values, boolean exactlyOne) {}

    record Value(Column column, @Nullable String text, MariaDbBinding binding, boolean mayBeNull) {}

    /** @throws MigrationException {@code REVERSE-004} when the table no longer has the planned columns */
    static ReverseTable of(TablePlan plan, LogicalMessage.Relation relation) {
        Map<String, Integer> planned = new HashMap<>();
        for (int position : plan.writtenColumns()) {
            planned.put(plan.columns().get(position).name(), position);
        }
        if (!planned.keySet().equals(Map.copyOf(index(relation)).keySet())) {
            throw new MigrationException(
                    FailureCode.REVERSE_DDL,
                    "Table " + relation.display() + " of PostgreSQL has the columns "
                            + String.join(", ", relation.columns())
                            + "; expected are "
                            + plan.columns().stream()
                                    .filter(ColumnPlan::written)
                                    .map(ColumnPlan::name)
                                    .collect(Collectors.joining(", "))
                            + ", which MariaDB has.",
                    "Nothing of the transaction is applied. Schema changes cannot come back: undo the change before more"
                            + " rows are written, or give up the way back with migrate cutover --final.");
        }
        requireKey(plan, relation);
        List<Column> columns = relation.columns().stream()
                .map(name -> column(plan.columns().get(Objects.requireNonNull(planned.get(name)))))
                .toList();
        Map<String, Integer> sent = index(relation);
        List<Integer> key = plan.rowKey().stream()
                .map(position -> Objects.requireNonNull(
                        sent.get(plan.columns().get(position).name())))
                .toList();
        return new ReverseTable(plan, columns, key);
    }

    /** With an identity of other columns a changed key would look like the same one, and another row would be changed. */
    private static void requireKey(TablePlan plan, LogicalMessage.Relation relation) {
        Set<String> key = Set.copyOf(plan.primaryKeyColumns());
        boolean whole = relation.identity().containsAll(relation.columns());
        if (!whole && !relation.identity().equals(key)) {
            throw new MigrationException(
                    FailureCode.REVERSE_DDL,
                    "PostgreSQL sends old rows of " + relation.display() + " with the columns "
                            + relation.identity().stream().sorted().toList() + "; expected is the primary key "
                            + key.stream().sorted().toList() + ", or all.",
                    "Nothing of the transaction is applied. Somebody has changed the table's REPLICA IDENTITY or its primary key"
                            + " since the hand-over: what was written meanwhile cannot come back. Give up the way back with"
                            + " migrate cutover --final.");
        }
    }

    private static Map<String, Integer> index(LogicalMessage.Relation relation) {
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < relation.columns().size(); i++) {
            index.put(relation.columns().get(i), i);
        }
        return index;
    }

    private static Column column(ColumnPlan plan) {
        String quoted = Identifiers.mariaDb(plan.source().name());
        return new Column(
                plan.source().name(),
                quoted,
                MariaDbBindings.of(plan),
                MariaDbBindings.matching(plan),
                MariaDbBindings.same(plan, quoted),
                plan.type().kind() == PgType.Kind.REAL || plan.type().kind() == PgType.Kind.DOUBLE,
                plan.source().nullable(),
                plan.source().isGenerated(),
                plan.source().updatedToNow());
    }

    String name() {
        return plan.source().name().name();
    }

    private String quoted() {
        return plan.source().name().quoted();
    }

    Change insert(Tuple after) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).generated()) {
                values.add(columns.get(i).written(after.text(i)));
            }
        }
        String names = values.stream().map(value -> value.column().quoted()).collect(Collectors.joining(", "));
        String marks = values.stream().map(value -> "?").collect(Collectors.joining(", "));
        return new Change(
                "INSERT INTO " + quoted() + " (" + names + ") VALUES (" + marks + ")", "insert", values, false);
    }

    /**
     * Sets what was sent and has changed, as far as that is known: a value that MariaDB has in another form than PostgreSQL
     * stays as it is unless somebody changes it.
     */
    @Nullable
    Change update(LogicalMessage.Update update) {
        List<Value> values = new ArrayList<>();
        List<String> assignments = new ArrayList<>();
        boolean changes = false;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column.generated()) {
                continue;
            }
            if (isSet(update, i)) {
                assignments.add(column.quoted() + " = ?");
                values.add(column.written(update.after().text(i)));
                changes = true;
            } else if (column.updatedToNow()) {
                assignments.add(column.quoted() + " = " + column.quoted());
            }
        }
        if (!changes) {
            return null;
        }
        String sql = "UPDATE " + quoted() + " SET " + String.join(", ", assignments)
                + where(update.before() == null ? update.after() : update.before(), update.whole(), values);
        return new Change(sql, "update", values, true);
    }

    private static boolean isSet(LogicalMessage.Update update, int column) {
        if (!update.after().has(column)) {
            return false;
        }
        Tuple before = update.before();
        return before == null
                || !update.whole()
                || !before.has(column)
                || !Objects.equals(before.text(column), update.after().text(column));
    }

    Change delete(LogicalMessage.Delete delete) {
        List<Value> values = new ArrayList<>();
        String sql = "DELETE FROM " + quoted() + where(delete.before(), delete.whole(), values);
        return new Change(sql, "delete", values, true);
    }

    /** MariaDB's TRUNCATE commits; this has its effect within the transaction. */
    Change truncate() {
        return new Change("DELETE FROM " + quoted(), "truncate", List.of(), false);
    }

    private String where(Tuple row, boolean whole, List<Value> values) {
        if (!key.isEmpty()) {
            key.forEach(position -> values.add(columns.get(position).matched(row.text(position))));
            return key.stream()
                    .map(position -> columns.get(position).quoted() + " = ?")
                    .collect(Collectors.joining(" AND ", " WHERE ", ""));
        }
        if (!whole) {
            throw new MigrationException(
                    FailureCode.REVERSE_LOST,
                    "Table " + plan.display() + " has no key, and PostgreSQL sends no whole rows of it any more.",
                    "Somebody has changed its REPLICA IDENTITY, which has to be FULL until the window ends: what was written"
                            + " meanwhile cannot come back.");
        }
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).generated()) {
                conditions.add(columns.get(i).same());
                values.add(columns.get(i).matched(row.text(i)));
            }
        }
        return " WHERE " + String.join(" AND ", conditions) + sameZerosFirst(row) + " LIMIT 1";
    }

    /**
     * To {@code <=>} a -0 is a 0. There may be no row with the very zero: not every MariaDB keeps a -0. The order costs that all
     * rows with these values are read, so only rows that hold a zero ask for it; {@link RowBatch} bounds how many texts that makes.
     */
    private String sameZerosFirst(Tuple row) {
        List<String> order = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String text = row.text(i);
            if (column.floating() && !column.generated() && ("0".equals(text) || "-0".equals(text))) {
                order.add("HEX(POINT(" + column.quoted() + ", 0)) = HEX(POINT(" + text + "e0, 0)) DESC");
            }
        }
        return order.isEmpty() ? "" : " ORDER BY " + String.join(", ", order);
    }
}
