package dev.landfall.verify;

import dev.landfall.plan.TablePlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conditions that pick rows of one table, in one server's dialect; none picks a row that policies set aside. Immutable. */
final class RowConditions {
    private final Side side;
    private final @Nullable KeyColumn cut;
    private final String key;
    private final List<String> setAside;
    private final List<KeyColumn> keyColumns;
    private final boolean keyFound;

    /**
     * @param cut what the ends of a slice are values of; null for a table that this side can only read as a whole
     * @param key SQL of the key's text
     * @param setAside conditions of rows that do not count
     */
    RowConditions(Side side, TablePlan plan, @Nullable KeyColumn cut, String key, List<String> setAside) {
        this.side = side;
        this.cut = cut;
        this.key = key;
        this.setAside = List.copyOf(setAside);
        this.keyColumns = plan.rowKey().stream()
                .map(plan.columns()::get)
                .map(column -> KeyColumns.of(column).or(() -> CalendarColumn.of(column)))
                .flatMap(Optional::stream)
                .toList();
        this.keyFound = !keyColumns.isEmpty()
                && keyColumns.size() == plan.rowKey().size()
                && keyColumns.stream().allMatch(KeyColumn::finds);
    }

    /** Whether a row is found by its key through an index; otherwise finding one reads the table. */
    boolean keyFound() {
        return keyFound;
    }

    /** Those columns of the key that a server can be asked for. */
    List<KeyColumn> keyColumns() {
        return keyColumns;
    }

    String of(Slice slice) {
        List<String> conditions = new ArrayList<>(in(slice.range()));
        if (!slice.buckets().isEmpty()) {
            conditions.add("LEFT(MD5(" + key + "), 3) IN (" + hexadecimals(slice.buckets()) + ")");
        }
        if (!slice.after().isEmpty()) {
            conditions.add(
                    side == Side.SOURCE
                            ? "BINARY MD5(" + key + ") > '" + slice.after() + "'"
                            : "md5(" + key + ") COLLATE \"C\" > '" + slice.after() + "'");
        }
        return joined(conditions);
    }

    String of(Collection<RowKey> keys) {
        List<String> conditions = new ArrayList<>();
        if (!keyColumns.isEmpty()) {
            conditions.add(keys.stream()
                    .map(RowKey::values)
                    .distinct()
                    .map(this::equalTo)
                    .collect(Collectors.joining(" OR ", "(", ")")));
        }
        if (!keyFound || keyColumns.stream().anyMatch(KeyColumn::mayEqualOthers)) {
            conditions.add("MD5(" + key + ") IN ("
                    + hexadecimals(keys.stream().map(RowKey::digest).toList()) + ")");
        }
        return joined(conditions);
    }

    /** The same of several keys. */
    String ofAnyValues(Collection<List<String>> keys) {
        return joined(new ArrayList<>(
                List.of(keys.stream().map(this::equalTo).collect(Collectors.joining(" OR ", "(", ")")))));
    }

    /** As the server compares the key's columns: for who refers to a row rather than tells it apart. */
    String ofValues(List<@Nullable String> values) {
        return joined(new ArrayList<>(List.of(equalTo(values))));
    }

    /** @param within ranges in which to look, none of them the whole table; empty for all of it */
    String of(ChangedKeys keys, List<KeyRange> within) {
        List<String> conditions = new ArrayList<>();
        conditions.add(keys.condition(side));
        if (!within.isEmpty()) {
            conditions.add(within.stream()
                    .map(range -> "(" + String.join(" AND ", in(range)) + ")")
                    .collect(Collectors.joining(" OR ", "(", ")")));
        }
        return joined(conditions);
    }

    private List<String> in(KeyRange range) {
        return cut == null ? List.of() : range.conditions(cut, side);
    }

    private String joined(List<String> conditions) {
        List<String> all = new ArrayList<>(conditions);
        setAside.forEach(condition -> all.add("NOT (" + condition + ")"));
        return all.isEmpty() ? "TRUE" : String.join(" AND ", all);
    }

    private String equalTo(List<@Nullable String> values) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            conditions.add(
                    side == Side.SOURCE
                            ? keyColumns.get(i).sourceEquals(value)
                            : keyColumns.get(i).targetEquals(value));
        }
        return "(" + String.join(" AND ", conditions) + ")";
    }

    private static String hexadecimals(List<String> digits) {
        return digits.stream().map(Objects::requireNonNull).collect(Collectors.joining("', '", "'", "'"));
    }
}
