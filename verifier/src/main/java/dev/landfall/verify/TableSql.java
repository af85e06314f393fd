package dev.landfall.verify;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.Identifiers;
import dev.landfall.verify.cells.ZeroSigns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every statement about one table on one server: the only place that puts them together. Each has a counterpart on the
 * other server whose result can be compared with it. Immutable.
 */
final class TableSql {
    /** PostgreSQL passes at most 100 arguments to a function; a column gives up to 6. */
    private static final int COLUMNS_PER_CONCAT = 16;

    private final Side side;
    private final String table;
    /** Null for a table without ranges. */
    private final @Nullable RangeColumn ranges;
    /** Whether the ranges of both sides are the same. */
    private final boolean inRanges;
    /** What the ends of a slice are values of; null for a table that this side can only read as a whole. */
    private final @Nullable KeyColumn cut;

    private final List<CanonicalForm> forms;
    private final String row;
    private final String key;
    private final RowConditions where;
    private final Documents documents;
    private final List<String> setAside;
    private final String columns;
    private final String writtenNames;
    private final String literals;

    private TableSql(Side side, TablePlan plan, String table, List<String> setAside, ZeroSigns zeros) {
        this.side = side;
        this.table = table;
        Optional<RangeColumn> ofBoth = RangeColumn.of(plan);
        this.inRanges = ofBoth.isPresent();
        this.ranges = ofBoth.or(() -> RangeColumn.ofSource(plan)).orElse(null);
        this.cut = side == Side.TARGET && !inRanges ? Blocks.COLUMN : ranges == null ? null : ranges.column();
        this.documents = Documents.of(plan);
        this.setAside = setAside;
        List<String> written = plan.columns().stream()
                .filter(ColumnPlan::written)
                .map(column -> Identifiers.postgres(column.name()))
                .toList();
        this.writtenNames = String.join(", ", written);
        this.literals = written.stream()
                .map(name -> "quote_nullable(" + name + "::text)")
                .collect(Collectors.joining(" || ', ' || "));
        this.columns = plan.columns().stream()
                .map(column -> Identifiers.postgres(column.name()))
                .collect(Collectors.joining(", "));
        this.forms = plan.columns().stream()
                .map(column -> CanonicalForms.of(column, zeros))
                .toList();
        this.row = concatenated(IntStream.range(0, forms.size())
                .filter(position -> !documents.contains(position))
                .mapToObj(forms::get)
                .toList());
        this.key = plan.rowKey().isEmpty() ? row : concatenated(keyForms(plan));
        this.where = new RowConditions(side, plan, cut, key, setAside);
    }

    /** As keys, -0 and 0 are the same to both servers. */
    private static List<CanonicalForm> keyForms(TablePlan plan) {
        return plan.rowKey().stream()
                .map(plan.columns()::get)
                .map(column -> CanonicalForms.of(column, ZeroSigns.IGNORED))
                .toList();
    }

    /** For who finds rows by a key, which has no floating point columns, and compares none. */
    static TableSql source(TablePlan plan) {
        return source(plan, ZeroSigns.IGNORED);
    }

    static TableSql source(TablePlan plan, ZeroSigns zeros) {
        return source(plan, SourceRules.setAside(plan), zeros);
    }

    /** With the rows that policies set aside, for who finds them by such a key. */
    static TableSql wholeSource(TablePlan plan) {
        return wholeSource(plan, ZeroSigns.IGNORED);
    }

    /** With the rows that policies set aside. */
    static TableSql wholeSource(TablePlan plan, ZeroSigns zeros) {
        return source(plan, List.of(), zeros);
    }

    private static TableSql source(TablePlan plan, List<String> setAside, ZeroSigns zeros) {
        return new TableSql(Side.SOURCE, plan, plan.source().rows(), setAside, zeros);
    }

    /** As {@link #source(TablePlan)}. */
    static TableSql target(TablePlan plan) {
        return target(plan, ZeroSigns.IGNORED);
    }

    static TableSql target(TablePlan plan, ZeroSigns zeros) {
        return new TableSql(
                Side.TARGET,
                plan,
                Identifiers.postgres(plan.schema()) + "." + Identifiers.postgres(plan.name()),
                List.of(),
                zeros);
    }

    Side side() {
        return side;
    }

    /** Columns that the statements below give as they are, behind everything else. */
    Documents documents() {
        return documents;
    }

    /** Whether a row is found by its key through an index; otherwise finding one reads the table. */
    boolean keyFound() {
        return where.keyFound();
    }

    /** Whether the table has ranges in which both sides have the same rows. */
    boolean inRanges() {
        return inRanges;
    }

    /** Whether each side has ranges of its own instead, see {@link Strip}. */
    boolean inStrips() {
        return ranges != null && !inRanges;
    }

    /** The statements that find out where ranges end; of the source only, of a table that has some. */
    RangeSql ranges() {
        return new RangeSql(Objects.requireNonNull(ranges), table, setAside);
    }

    /** Values of the column that cuts the source, of rows far from each other; of the target only. @param percent of the blocks */
    String sample(BigDecimal percent) {
        KeyColumn column = Objects.requireNonNull(ranges).column();
        return side.template("sample")
                .fill(Map.of(
                        "value",
                        column.targetValue(),
                        "column",
                        column.target(),
                        "table",
                        table,
                        "percent",
                        percent.toPlainString()));
    }

    /** How many blocks the table has; of the target only. */
    String blocks() {
        return side.template("blocks").fill(Map.of("table", Identifiers.postgresLiteral(table)));
    }

    /** Rows and sum of hashes of a slice. */
    String digest(Slice slice) {
        return side.template("digest").fill(Map.of("row", row, "table", table, "slice", where.of(slice)));
    }

    /** What stands behind the columns of a query for a slice's rows. */
    String from(Slice slice) {
        return "FROM " + table + " WHERE " + where.of(slice);
    }

    /** The rows of a slice as they are, with all columns; of the target only. */
    String rows(Slice slice) {
        return "SELECT " + columns + " " + from(slice);
    }

    /** Rows and sum of hashes per bucket of a slice. */
    String buckets(Slice slice) {
        return side.template("buckets").fill(Map.of("key", key, "row", row, "table", table, "slice", where.of(slice)));
    }

    /** Rows and sum of hashes per part of a range; of a table whose keys are integers on both sides. */
    String parts(Parts parts) {
        return side.template("parts")
                .fill(Map.of(
                        "column",
                        Objects.requireNonNull(cut).name(side),
                        "from",
                        Long.toString(parts.from()),
                        "width",
                        Long.toString(parts.width()),
                        "row",
                        row,
                        "table",
                        table,
                        "slice",
                        where.of(Slice.of(parts.range()))));
    }

    /** How many columns may hold long values. */
    int longColumns() {
        return (int) forms.stream()
                .filter(form -> form.shown() != CanonicalForm.Shown.WHOLE)
                .count();
    }

    /** Key and row digests of a slice, in the order of the key's digest. */
    String listing(Slice slice) {
        return listing(where.of(slice));
    }

    /** Key and row digests of some rows, in the order of the key's digest. */
    String listing(Collection<RowKey> keys) {
        return listing(where.of(keys));
    }

    /** The same of the rows to which a foreign key with some values refers, in a table whose keys are found. */
    String referredTo(List<@Nullable String> values) {
        return listing(where.ofValues(values));
    }

    /** The same of the rows that the server finds by some values of the key, which may be others of its collation. */
    String found(Collection<List<String>> keys) {
        return listing(where.ofAnyValues(keys));
    }

    /** What the server expects of finding the rows that have some values; of the target only. */
    String expectation(ChangedKeys keys) {
        return "EXPLAIN (FORMAT JSON) SELECT FROM " + table + " WHERE " + keys.condition(side);
    }

    /**
     * Key and row digests of the rows that have some values, in the order of the key's digest.
     *
     * @param within ranges in which to look; empty for all of the table
     */
    String listing(ChangedKeys keys, List<KeyRange> within) {
        return listing(where.of(keys, within));
    }

    /** Digests of keys and rows of a slice in any order, for a table with documents: their digests are made here. */
    String documentListing(Slice slice) {
        return side.template("documents")
                .fill(Map.of(
                        "key",
                        key,
                        "row",
                        row,
                        "documents",
                        String.join(", ", documents.texts(side)),
                        "table",
                        table,
                        "slice",
                        where.of(slice)));
    }

    /** Which rows have some keys, in this server's dialect. */
    String condition(Collection<RowKey> keys) {
        return where.of(keys);
    }

    /** Some rows as they are; of the target only. */
    String rows(Collection<RowKey> keys) {
        return side.template("rows")
                .fill(Map.of("key", key, "literals", literals, "table", table, "slice", where.of(keys)));
    }

    /** Deletes some rows; of the target only. */
    String removal(Collection<RowKey> keys) {
        return side.template("removal").fill(Map.of("table", table, "slice", where.of(keys)));
    }

    /** The statement that writes a row; of the target only. @param values as {@link #rows} gives them */
    String insertion(String values) {
        return "INSERT INTO " + table + " (" + writtenNames + ") VALUES (" + values + ")";
    }

    private String listing(String condition) {
        List<String> extras = new ArrayList<>();
        where.keyColumns().forEach(column -> extras.add(keyValue(column)));
        extras.addAll(documents.texts(side));
        String values = extras.isEmpty() ? "NULL" : String.join(", ", extras);
        return side.template("listing")
                .fill(Map.of("key", key, "row", row, "key_values", values, "table", table, "slice", condition));
    }

    /** Columns of some rows, each as its canonical text and its text for people. @param characters of a text, at the most */
    String values(Collection<RowKey> keys, List<Integer> columns, int characters) {
        String values = Stream.concat(
                        columns.stream().map(forms::get).map(form -> bothTexts(form, characters)),
                        documents.texts(side).stream())
                .collect(Collectors.joining(",\n       "));
        return side.template("values")
                .fill(Map.of("key", key, "row", row, "values", values, "table", table, "slice", where.of(keys)));
    }

    /** The ends of the key's first column, which has that scale; of the target only. */
    String bounds(KeyScale scale) {
        KeyColumn first = where.keyColumns().get(0);
        return scale == KeyScale.TEXT
                ? side.template("text_bounds").fill(Map.of("column", first.target(), "table", table))
                : side.template("bounds")
                        .fill(Map.of(
                                "value",
                                first.targetValue(),
                                "placed",
                                scale.placed("t." + first.target()),
                                "column",
                                first.target(),
                                "table",
                                table));
    }

    /** Those of some pairs of keys, by their numbers from 0, that have no row between them; of the target only. */
    String gaps(List<String> keys) {
        String pairs = IntStream.range(1, keys.size())
                .mapToObj(i -> "(" + (i - 1) + ", " + keys.get(i - 1) + ", " + keys.get(i) + ")")
                .collect(Collectors.joining(", "));
        return side.template("gaps")
                .fill(Map.of(
                        "pairs",
                        pairs,
                        "table",
                        table,
                        "column",
                        Objects.requireNonNull(cut).target()));
    }

    private String concatenated(List<CanonicalForm> columns) {
        if (columns.isEmpty()) {
            return "''";
        }
        if (side == Side.SOURCE) {
            return "CONCAT("
                    + columns.stream().map(form -> form.sourceParts() + ", '|'").collect(Collectors.joining(", "))
                    + ")";
        }
        List<String> groups = new ArrayList<>();
        for (int from = 0; from < columns.size(); from += COLUMNS_PER_CONCAT) {
            groups.add(columns.subList(from, Math.min(columns.size(), from + COLUMNS_PER_CONCAT)).stream()
                    .map(form -> form.targetParts() + ", '|'")
                    .collect(Collectors.joining(", ", "concat(", ")")));
        }
        return groups.size() == 1 ? groups.get(0) : "concat(" + String.join(", ", groups) + ")";
    }

    private String bothTexts(CanonicalForm form, int characters) {
        return side == Side.SOURCE
                ? "CONCAT(" + form.sourceParts() + "), " + form.sourceText(characters)
                : "concat(" + form.targetParts() + "), " + form.targetText(characters);
    }

    private String keyValue(KeyColumn column) {
        return side == Side.SOURCE ? column.sourceValue() : column.targetValue();
    }
}
