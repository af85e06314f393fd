package dev.landfall.verify;

import dev.landfall.plan.TablePlan;
import dev.landfall.target.CopyCells;
import dev.landfall.target.CopyQuery;
import dev.landfall.verify.cells.KeyWords;
import dev.landfall.verify.cells.RowForm;
import dev.landfall.wire.CellQuery;
import dev.landfall.wire.RowCells;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hashes of a slice's rows, added up here for each of its parts, and sketches of their keys where they are wanted. One thread. */
final class RowSums {
    private final Parts parts;
    private final long[] rows;
    private final long[] hashes;
    private final @Nullable KeySketcher sketcher;
    private long bytes;

    private RowSums(Parts parts, Optional<KeyWords> keys) {
        this.parts = parts;
        this.sketcher = keys.map(KeySketcher::new).orElse(null);
        this.rows = new long[parts.count()];
        this.hashes = new long[parts.count()];
    }

    /** Of no rows. */
    static RowSums none(Parts parts) {
        return new RowSums(parts, Optional.empty());
    }

    /** @param keys of which to make a sketch */
    static RowSums source(
            Session session, TableCheck table, Slice slice, Parts parts, Optional<KeyWords> keys, Flow flow) {
        TablePlan plan = table.plan();
        CellQuery query = new CellQuery(plan.source().name(), RowForm.sourceColumns(plan));
        RowForm form = RowForm.of(plan, table.zeros()).orElseThrow();
        RowSums sums = new RowSums(parts, keys);
        return session.read(
                connection -> {
                    query.run(connection, table.source().from(slice), List.of(), row -> {
                        sums.source(form, row);
                        flow.sourceRow(row.bytes().length);
                    });
                    return sums;
                },
                connection -> () -> CellQuery.cancel(connection));
    }

    /** As the other. */
    static RowSums target(
            Session session, TableCheck table, Slice slice, Parts parts, Optional<KeyWords> keys, Flow flow) {
        CopyQuery query =
                new CopyQuery(table.target().rows(slice), table.plan().columns().size());
        RowForm form = RowForm.of(table.plan(), table.zeros()).orElseThrow();
        RowSums sums = new RowSums(parts, keys);
        return session.read(
                connection -> {
                    query.run(connection, row -> {
                        sums.target(form, row);
                        flow.targetRow(row.bytes().length);
                    });
                    return sums;
                },
                connection -> () -> CopyQuery.cancel(connection));
    }

    private void source(RowForm form, RowCells row) {
        long hash = form.hash(row);
        add(hash, form.key(row), row.bytes().length);
        if (sketcher != null) {
            sketcher.add(hash, row);
        }
    }

    private void target(RowForm form, CopyCells row) {
        long hash = form.hash(row);
        add(hash, form.key(row), row.bytes().length);
        if (sketcher != null) {
            sketcher.add(hash, row);
        }
    }

    private void add(long hash, long key, int length) {
        int part = parts.of(key);
        rows[part]++;
        hashes[part] += hash;
        bytes += length;
    }

    /** Which parts are not the same, and how many rows are in those that are. */
    Difference from(RowSums other) {
        boolean[] marked = new boolean[rows.length];
        long same = 0;
        for (int i = 0; i < rows.length; i++) {
            marked[i] = rows[i] != other.rows[i] || hashes[i] != other.hashes[i];
            same += marked[i] ? 0 : rows[i];
        }
        return new Difference(parts.ranges(marked), same);
    }

    /** @param suspects ranges of keys whose rows are not the same; @param sameRows of all others, on either side */
    record Difference(List<KeyRange> suspects, long sameRows) {}

    /** Of all parts. */
    RowTotal total() {
        RowTotal total = RowTotal.NONE;
        for (int i = 0; i < rows.length; i++) {
            total = total.plus(new RowTotal(rows[i], hashes[i]));
        }
        return total;
    }

    /** The total of all parts, with the sketch. */
    StripTotal stripTotal() {
        RowTotal total = total();
        if (total.rows() == 0) {
            return StripTotal.NONE;
        }
        return new StripTotal(total, sketcher == null ? KeySketch.UNFIT : sketcher.sketch());
    }

    /** Of the rows as they came in. */
    long bytes() {
        return bytes;
    }
}
