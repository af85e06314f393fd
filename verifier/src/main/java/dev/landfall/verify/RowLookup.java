package dev.landfall.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the present state of some rows. Confined to its sessions' thread. */
final class RowLookup {
    /** Keys of one statement: enough to forget the round trip, few enough for the optimizers. */
    private static final int KEYS_PER_STATEMENT = 250;

    private final SessionPair sessions;

    RowLookup(SessionPair sessions) {
        this.sessions = sessions;
    }

    /** @return by the key's digest; a key without rows is absent */
    SessionPair.Both<Map<String, RowState>, Map<String, RowState>> states(TableCheck table, Collection<RowKey> keys)
            throws InterruptedException {
        return sessions.both(() -> onSource(table, keys), () -> onTarget(table, keys));
    }

    Map<String, RowState> onSource(TableCheck table, Collection<RowKey> keys) {
        return states(sessions.source(), table.source(), keys);
    }

    Map<String, RowState> onTarget(TableCheck table, Collection<RowKey> keys) {
        return states(sessions.target(), table.target(), keys);
    }

    static Map<String, RowState> states(Session session, TableSql sql, Collection<RowKey> keys) {
        Map<String, RowState> states = new HashMap<>();
        for (List<RowKey> batch : batches(sql, keys)) {
            try (RowCursor cursor = session.list(sql, sql.listing(batch))) {
                for (RowCursor.Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
                    states.put(entry.key().digest(), entry.state());
                }
            }
        }
        return states;
    }

    /** Where each statement reads the whole table, there is one statement. */
    static List<List<RowKey>> batches(TableSql sql, Collection<RowKey> keys) {
        List<RowKey> all = new ArrayList<>(keys);
        int size = sql.keyFound() ? KEYS_PER_STATEMENT : Math.max(1, all.size());
        List<List<RowKey>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return batches;
    }
}
