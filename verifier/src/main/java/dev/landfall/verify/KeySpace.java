package dev.landfall.verify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/** Puts a table's differing rows into the space of its keys. Confined to its sessions' thread. */
final class KeySpace {
    private final Frames frames;

    KeySpace(Frames frames) {
        this.frames = frames;
    }

    /** Asks the target only: a key that the source alone has is one of those that differ. */
    void measure(TableCheck table) {
        List<KeySpan.Place> places = table.places();
        if (places.isEmpty()) {
            return;
        }
        List<BigInteger> ends = Stream.concat(
                        Stream.of(
                                places.get(0).from(),
                                places.get(places.size() - 1).until()),
                        onTarget(table).stream())
                .sorted()
                .toList();
        int column = table.plan().rowKey().get(0);
        table.measured(new KeySpan(
                table.plan().columns().get(column).source().name(), ends.get(0), ends.get(ends.size() - 1), places));
    }

    /** Empty where the target has no rows. */
    private List<BigInteger> onTarget(TableCheck table) {
        List<BigInteger> ends = frames.sessions().target().query(table.target().bounds(), row -> {
            row.next();
            return Stream.of(row.getBigDecimal(1), row.getBigDecimal(2))
                    .filter(value -> value != null)
                    .map(BigDecimal::toBigInteger)
                    .toList();
        });
        frames.release();
        return ends;
    }
}
