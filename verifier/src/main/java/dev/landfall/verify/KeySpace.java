package dev.landfall.verify;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts a table's differing rows into the space of its keys. Confined to its sessions' thread. */
final class KeySpace {
    /**
     * No index is sure to have texts in the order of their bytes, so their ends take a look at every row: a second for as many of them,
     * which nobody shall wait for behind a fence much longer.
     */
    private static final long MOST_TEXTS = 1_000_000;

    private final Frames frames;

    KeySpace(Frames frames) {
        this.frames = frames;
    }

    /** Asks the target only: a key that the source alone has is one of those that differ. */
    void measure(TableCheck table) {
        KeySpread spread = table.spread();
        List<KeySpan.Place> places = spread.places();
        Optional<KeyScale> scale = spread.scale();
        if (scale.isEmpty() || places.isEmpty()) {
            return;
        }
        boolean whole = scale.get() != KeyScale.TEXT || table.estimatedRows() <= MOST_TEXTS;
        List<KeySpan.Key> ends = Stream.concat(
                        Stream.of(
                                places.get(0).from(),
                                places.get(places.size() - 1).until()),
                        whole ? onTarget(table, scale.get()).stream() : Stream.of())
                .sorted()
                .toList();
        int column = table.plan().rowKey().get(0);
        table.measured(new KeySpan(
                table.plan().columns().get(column).source().name(),
                ends.get(0),
                ends.get(ends.size() - 1),
                whole,
                places,
                spread.unplaced()));
    }

    /** Empty where the target has no rows, or none with a place. */
    private List<KeySpan.Key> onTarget(TableCheck table, KeyScale scale) {
        List<KeySpan.Key> ends = frames.sessions().target().query(table.target().bounds(scale), row -> {
            row.next();
            return Stream.of(Optional.ofNullable(row.getString(1)), Optional.ofNullable(row.getString(2)))
                    .flatMap(Optional::stream)
                    .flatMap(value -> scale.place(value).stream())
                    .toList();
        });
        frames.release();
        return ends;
    }
}
