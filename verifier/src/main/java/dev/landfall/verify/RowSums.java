package dev.landfall.verify;

import dev.landfall.plan.TablePlan;
import dev.landfall.target.CopyQuery;
import dev.landfall.verify.cells.RowForm;
import dev.landfall.wire.CellQuery;
import java.util.List;

/** The hashes of a slice's rows, added up here. @param bytes of the rows as they came in */
record RowSums(Digest digest, long bytes) {
    static RowSums source(Session session, TableCheck table, Slice slice) {
        TablePlan plan = table.plan();
        CellQuery query = new CellQuery(plan.source().name(), RowForm.sourceColumns(plan));
        RowForm form = RowForm.of(plan).orElseThrow();
        Sum sum = new Sum();
        return session.read(
                connection -> {
                    query.run(
                            connection,
                            table.source().from(slice),
                            List.of(),
                            row -> sum.add(form.hash(row), row.bytes().length));
                    return sum.end();
                },
                connection -> () -> CellQuery.cancel(connection));
    }

    static RowSums target(Session session, TableCheck table, Slice slice) {
        CopyQuery query =
                new CopyQuery(table.target().rows(slice), table.plan().columns().size());
        RowForm form = RowForm.of(table.plan()).orElseThrow();
        Sum sum = new Sum();
        return session.read(
                connection -> {
                    query.run(connection, row -> sum.add(form.hash(row), row.bytes().length));
                    return sum.end();
                },
                connection -> () -> CopyQuery.cancel(connection));
    }

    private static final class Sum {
        private long rows;
        private long hashes;
        private long bytes;

        void add(long hash, int length) {
            rows++;
            hashes += hash;
            bytes += length;
        }

        RowSums end() {
            return new RowSums(Digest.ofRows(rows, hashes), bytes);
        }
    }
}
