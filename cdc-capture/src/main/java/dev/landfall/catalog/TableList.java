package dev.landfall.catalog;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Function;

/**
 * A list of something per table that is also found by the table's name, without a search through a schema of ten thousand.
 * Immutable.
 */
public final class TableList<T> extends AbstractList<T> implements RandomAccess {
    private final List<T> all;
    private final Map<TableName, T> byName;

    private TableList(List<T> all, Map<TableName, T> byName) {
        this.all = all;
        this.byName = byName;
    }

    /** A copy. @param name of each; of two with one name the first is found */
    public static <T> TableList<T> of(List<T> all, Function<T, TableName> name) {
        if (all instanceof TableList<T> same) {
            return same;
        }
        Map<TableName, T> byName = new HashMap<>(2 * all.size());
        all.forEach(each -> byName.putIfAbsent(name.apply(each), each));
        return new TableList<>(List.copyOf(all), byName);
    }

    public Optional<T> find(TableName name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public T get(int index) {
        return all.get(index);
    }

    @Override
    public int size() {
        return all.size();
    }
}
