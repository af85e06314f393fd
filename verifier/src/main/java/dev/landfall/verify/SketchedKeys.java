package dev.landfall.verify;

import dev.landfall.verify.cells.KeyWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at the rows whose keys the sketches of two sides tell. Confined to its sessions' thread. */
final class SketchedKeys {
    /** Enough to forget the round trip, few enough for the optimizers. */
    private static final int KEYS_PER_STATEMENT = 250;

    private final Frames frames;

    SketchedKeys(Frames frames) {
        this.frames = frames;
    }

    /** Empty for a table whose rows are not found by their keys, so that to know these is of no use. */
    Optional<KeyWords> words(TableCheck table) {
        return table.source().keyFound() && table.target().keyFound() ? KeyWords.of(table.plan()) : Optional.empty();
    }

    /**
     * Leaves the rows that differ pending. What the sketch tells was only hashed; here the servers' own expressions judge.
     *
     * @param difference of the source's rows and the target's, in views that hold still
     * @return false where it does not tell all rows, or a server does not find one by its key: then nothing is pending
     */
    boolean suspect(TableCheck table, KeySketch difference) throws InterruptedException {
        Optional<KeyWords> words = words(table);
        Optional<KeySketch.Keys> keys = difference.keys();
        if (words.isEmpty() || keys.isEmpty()) {
            return false;
        }
        Set<List<String>> onSource = values(words.get(), keys.get().added());
        Set<List<String>> onTarget = values(words.get(), keys.get().taken());
        Set<List<String>> all = new LinkedHashSet<>(onSource);
        all.addAll(onTarget);
        SessionPair sessions = frames.sessions();
        SessionPair.Both<Map<String, RowCursor.Entry>, Map<String, RowCursor.Entry>> found = sessions.both(
                () -> read(sessions.source(), table.source(), all), () -> read(sessions.target(), table.target(), all));
        if (!haveAll(found.source(), onSource) || !haveAll(found.target(), onTarget)) {
            return false;
        }
        table.pend(different(found));
        return true;
    }

    private static Set<List<String>> values(KeyWords words, List<long[]> keys) {
        Set<List<String>> values = new LinkedHashSet<>();
        keys.forEach(key -> values.add(words.values(key)));
        return values;
    }

    /** By the key's digest. */
    private static Map<String, RowCursor.Entry> read(Session session, TableSql sql, Set<List<String>> keys) {
        List<List<String>> all = new ArrayList<>(keys);
        Map<String, RowCursor.Entry> found = new LinkedHashMap<>();
        for (int from = 0; from < all.size(); from += KEYS_PER_STATEMENT) {
            List<List<String>> some = all.subList(from, Math.min(all.size(), from + KEYS_PER_STATEMENT));
            try (RowCursor cursor = session.list(sql, sql.found(some))) {
                for (RowCursor.Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
                    found.put(entry.key().digest(), entry);
                }
            }
        }
        return found;
    }

    private static boolean haveAll(Map<String, RowCursor.Entry> found, Set<List<String>> keys) {
        Set<List<String>> values = new HashSet<>();
        found.values().forEach(entry -> values.add(entry.key().values()));
        return values.containsAll(keys);
    }

    /** A collation may have found a neighbour on one side only: whoever settles them looks each up by its whole key. */
    private static List<Candidate> different(
            SessionPair.Both<Map<String, RowCursor.Entry>, Map<String, RowCursor.Entry>> found) {
        Map<String, RowCursor.Entry> all = new LinkedHashMap<>(found.target());
        all.putAll(found.source());
        List<Candidate> different = new ArrayList<>();
        all.forEach((digest, entry) -> {
            RowState source = state(found.source(), digest);
            RowState target = state(found.target(), digest);
            if (!source.sameRows(target)) {
                different.add(new Candidate(entry.key(), source, target));
            }
        });
        return different;
    }

    private static RowState state(Map<String, RowCursor.Entry> found, String digest) {
        RowCursor.Entry entry = found.get(digest);
        return entry == null ? RowState.ABSENT : entry.state();
    }
}
