package dev.landfall.verify;

import dev.landfall.plan.TablePlan;
import dev.landfall.target.CopyQuery;
import dev.landfall.verify.cells.RowForm;
import dev.landfall.wire.CellQuery;
import java.util.List;

/** The hashes of a slice's rows, added up here for each of its parts. One thread. */
final class RowSums {
    private final Parts parts;
    private final long[] rows;
    private final long[] hashes;
    private long bytes;

    private RowSums(Parts parts) {
        this.parts = parts;
        this.rows = new long[parts.count()];
        this.hashes = new long[parts.count()];
    }

    /** Of no rows. */
    static RowSums none(Parts parts) {
        return new RowSums(parts);
    }

    static RowSums source(Session session, TableCheck table, Slice slice, Parts parts, Flow flow) {
        TablePlan plan = table.plan();
        CellQuery query = new CellQuery(plan.source().name(), RowForm.sourceColumns(plan));
        RowForm form = RowForm.of(plan, table.zeros()).orElseThrow();
        RowSums sums = new RowSums(parts);
        return session.read(
                connection -> {
                    query.run(connection, table.source().from(slice), List.of(), row -> {
                        sums.add(form.hash(row), form.key(row), row.bytes().length);
                        flow.sourceRow(row.bytes().length);
                    });
                    return sums;
                },
                connection -> () -> CellQuery.cancel(connection));
    }

    static RowSums target(Session session, TableCheck table, Slice slice, Parts parts, Flow flow) {
        CopyQuery query =
                new CopyQuery(table.target().rows(slice), table.plan().columns().size());
        RowForm form = RowForm.of(table.plan(), table.zeros()).orElseThrow();
        RowSums sums = new RowSums(parts);
        return session.read(
                connection -> {
                    query.run(connection, row -> {
                        sums.add(form.hash(row), form.key(row), row.bytes().length);
                        flow.targetRow(row.bytes().length);
                    });
                    return sums;
                },
                connection -> () -> CopyQuery.cancel(connection));
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

    /** Of the rows as they came in. */
    long bytes() {
        return bytes;
    }
}
