package dev.landfall.profile;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.sql.Identifiers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is asked of one table, and the statements that ask it. Immutable. */
final class TableScan {
    private static final Set<Trait> OF_JSON = Set.of(Trait.NOT_JSON, Trait.NOT_JSONB, Trait.JSON_REPEATED_KEY);
    /** Told from an integer's bytes as they come. */
    private static final Set<Trait> OF_INTEGERS = Set.of(Trait.NOT_BOOLEAN, Trait.ABOVE_BIGINT);

    private static final int SAMPLES = 3;

    private final SourceTable table;
    private final List<Question> questions = new ArrayList<>();
    private final List<Question> integers = new ArrayList<>();
    private final List<SourceColumn> documents = new ArrayList<>();

    /** A trait of a column that MariaDB itself can count. @param condition never NULL */
    record Question(SourceColumn column, Trait trait, String condition) {}

    TableScan(SourceTable table, Set<Trait> wanted, Predicate<SourceColumn> columns) {
        this.table = table;
        for (SourceColumn column : table.columns().stream().filter(columns).toList()) {
            Map<Trait, String> conditions = new EnumMap<>(Trait.class);
            conditions.putAll(TraitConditions.of(column));
            conditions.keySet().retainAll(wanted);
            conditions.forEach((trait, condition) -> questions.add(new Question(column, trait, condition)));
            if (column.type() instanceof MariaDbType.JsonType && wanted.stream().anyMatch(OF_JSON::contains)) {
                documents.add(column);
            }
        }
        if (!documents.isEmpty() && questions.stream().allMatch(question -> OF_INTEGERS.contains(question.trait()))) {
            integers.addAll(questions);
            questions.clear();
        }
    }

    boolean asksNothing() {
        return questions.isEmpty() && documents.isEmpty();
    }

    /** Those for the server to answer. */
    List<Question> questions() {
        return questions;
    }

    /** Those about integers that are read beside the documents, where that spares the server a pass. */
    List<Question> integers() {
        return integers;
    }

    List<SourceColumn> documents() {
        return documents;
    }

    List<String> key() {
        return table.primaryKey();
    }

    /** Rows and, per question, rows that have the trait. @param where without WHERE; empty for all rows */
    String count(String where) {
        String sums = questions.stream()
                .map(question -> ", IFNULL(SUM(" + question.condition() + "), 0)")
                .collect(Collectors.joining());
        return "SELECT COUNT(*)" + sums + " FROM " + name() + where(where);
    }

    /** The same of some rows, for a table that cannot be read in pieces. */
    String countFirst(long rows) {
        String columns = questions.stream()
                .map(question -> Identifiers.mariaDb(question.column().name()))
                .distinct()
                .collect(Collectors.joining(", "));
        String sums = questions.stream()
                .map(question -> ", IFNULL(SUM(" + question.condition() + "), 0)")
                .collect(Collectors.joining());
        return "SELECT COUNT(*)" + sums + " FROM (SELECT " + (columns.isEmpty() ? "1" : columns) + " FROM " + name()
                + " LIMIT " + rows + ") AS some_rows";
    }

    List<SourceColumn> keyColumns() {
        return key().stream().map(name -> table.column(name).orElseThrow()).toList();
    }

    /** What stands behind the columns of a statement. @param where without WHERE; empty for all rows */
    String from(String where, String limit) {
        return "FROM " + name() + where(where) + limit;
    }

    TableName table() {
        return table.name();
    }

    /** Keys of a few rows that have a trait. */
    String samples(Question question) {
        return "SELECT " + list(key()) + " FROM " + name() + " WHERE " + question.condition() + " LIMIT " + SAMPLES;
    }

    String name() {
        return table.rows();
    }

    private static String where(String condition) {
        return condition.isEmpty() ? "" : " WHERE " + condition;
    }

    private static String list(List<String> columns) {
        return columns.stream().map(Identifiers::mariaDb).collect(Collectors.joining(", "));
    }
}
