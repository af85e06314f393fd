package dev.landfall.apply;

import dev.landfall.transform.TargetRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run of changes comes to, key by key: a row that is there before it and gone after it, one that is new, one that is
 * another. One thread.
 */
final class NetChanges {
    private final boolean otherUniqueKeys;
    private final Map<Object, Net> byKey = new LinkedHashMap<>();

    /** @param otherUniqueKeys whether rows are also told apart by other columns than the key's */
    NetChanges(boolean otherUniqueKeys) {
        this.otherUniqueKeys = otherUniqueKeys;
    }

    private static final class Net {
        final boolean existed;
        /** Has the key's values at least. */
        final TargetRow key;

        @Nullable
        TargetRow last;
        /** Values of other unique keys may have come from or gone to other rows. */
        boolean replaced;

        Net(boolean existed, TargetRow key, @Nullable TargetRow last, boolean replaced) {
            this.existed = existed;
            this.key = key;
            this.last = last;
            this.replaced = replaced;
        }
    }

    /** @throws FoldingException when the row is there already */
    void inserted(Object key, TargetRow after) throws FoldingException {
        Net net = byKey.get(key);
        if (net == null) {
            byKey.put(key, new Net(false, after, after, false));
        } else if (net.last != null) {
            throw new FoldingException("a row is inserted that is there");
        } else {
            net.last = after;
            net.replaced = true;
        }
    }

    /**
     * The key stays.
     *
     * @param uniqueKept whether the values of all other unique keys stay, too
     * @throws FoldingException when the row is gone
     */
    void updated(Object key, TargetRow after, boolean uniqueKept) throws FoldingException {
        Net net = byKey.get(key);
        if (net == null) {
            byKey.put(key, new Net(true, after, after, !uniqueKept));
        } else if (net.last == null) {
            throw new FoldingException("a row is updated that is not there");
        } else {
            net.last = after;
            net.replaced |= !uniqueKept;
        }
    }

    /** @throws FoldingException when the row is gone */
    void deleted(Object key, TargetRow before) throws FoldingException {
        Net net = byKey.get(key);
        if (net == null) {
            byKey.put(key, new Net(true, before, null, false));
        } else if (net.last == null) {
            throw new FoldingException("a row is deleted that is not there");
        } else if (net.existed) {
            net.last = null;
        } else {
            byKey.remove(key);
        }
    }

    /** Rows to take away, before anything else is written; they have the key's values at least. */
    List<TargetRow> deletes() {
        List<TargetRow> rows = new ArrayList<>();
        for (Net net : byKey.values()) {
            if (net.existed && (net.last == null || entersAnew(net))) {
                rows.add(net.key);
            }
        }
        return rows;
    }

    /** Rows as they are to be, which are there now and hold nothing that another row is to have. */
    List<TargetRow> updates() {
        List<TargetRow> rows = new ArrayList<>();
        for (Net net : byKey.values()) {
            if (net.existed && net.last != null && !entersAnew(net)) {
                rows.add(net.last);
            }
        }
        return rows;
    }

    /** Rows that are not there once the deletes are done. */
    List<TargetRow> inserts() {
        List<TargetRow> rows = new ArrayList<>();
        for (Net net : byKey.values()) {
            if (net.last != null && (!net.existed || entersAnew(net))) {
                rows.add(net.last);
            }
        }
        return rows;
    }

    /** An update could meet a value that another row has only just given up, or has still to give up. */
    private boolean entersAnew(Net net) {
        return otherUniqueKeys && net.replaced;
    }

    int size() {
        return byKey.size();
    }

    void clear() {
        byKey.clear();
    }
}
