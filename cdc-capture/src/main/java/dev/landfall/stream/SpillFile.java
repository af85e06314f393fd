package dev.landfall.stream;

import dev.landfall.failure.MigrationException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changed rows in a temporary file. Written by one thread to its end, then read by one. */
final class SpillFile implements AutoCloseable {
    private static final int BUFFER = 1 << 20;
    private static final int NONE = -1;

    private final TemporaryFile file;
    private final DataOutputStream out;
    private final List<CapturedTable> tables = new ArrayList<>();
    private final Map<CapturedTable, Integer> numbers = new IdentityHashMap<>();
    private long changes;

    private SpillFile(TemporaryFile file) {
        this.file = file;
        this.out = new DataOutputStream(new BufferedOutputStream(file.output(), BUFFER));
    }

    /** @throws MigrationException {@code STREAM-003} when there is no room for it, as for the others */
    static SpillFile create() {
        return new SpillFile(TemporaryFile.create());
    }

    void add(LoggedChange change) {
        try {
            out.writeInt(numbers.computeIfAbsent(change.table(), table -> {
                tables.add(table);
                return tables.size() - 1;
            }));
            write(change.before());
            write(change.after());
            changes++;
        } catch (IOException e) {
            throw file.failed(e);
        }
    }

    private void write(byte @Nullable [] row) throws IOException {
        out.writeInt(row == null ? NONE : row.length);
        if (row != null) {
            out.write(row);
        }
    }

    /** From the first change on; nothing is added any more. */
    Reader read() {
        try {
            out.flush();
            return new Reader();
        } catch (IOException e) {
            throw file.failed(e);
        }
    }

    /** Goes through all changes. */
    final class Reader {
        private final DataInputStream in = new DataInputStream(new BufferedInputStream(file.input(0), BUFFER));
        private long left = changes;

        boolean hasNext() {
            return left > 0;
        }

        LoggedChange next() {
            try {
                left--;
                CapturedTable table = tables.get(in.readInt());
                return new LoggedChange(table, row(), row());
            } catch (IOException e) {
                throw file.failed(e);
            }
        }

        private byte @Nullable [] row() throws IOException {
            int length = in.readInt();
            if (length == NONE) {
                return null;
            }
            byte[] row = new byte[length];
            in.readFully(row);
            return row;
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
