package dev.landfall.stream;

import dev.landfall.event.ChangeEvent;
import dev.landfall.event.ChangeEvents;
import dev.landfall.event.EventCounts;
import dev.landfall.event.Gtid;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The changes of a very large transaction: the first in memory, the others in a file, decoded as they are read. */
final class SpilledEvents extends ChangeEvents {
    private final List<ChangeEvent> first;
    private final SpillFile file;
    private final int inFile;
    private final Gtid gtid;
    private final EventCounts counts;
    private final @Nullable LargeCells cells;

    /**
     * @param inFile how many events the file's changes are
     * @param cells what the changes refer to, closed with the file
     */
    SpilledEvents(
            List<ChangeEvent> first,
            SpillFile file,
            int inFile,
            Gtid gtid,
            EventCounts counts,
            @Nullable LargeCells cells) {
        this.first = List.copyOf(first);
        this.file = file;
        this.inFile = inFile;
        this.gtid = gtid;
        this.counts = counts;
        this.cells = cells;
    }

    @Override
    public int size() {
        return Math.addExact(first.size(), inFile);
    }

    @Override
    public EventCounts counts() {
        return counts;
    }

    @Override
    public Iterator<ChangeEvent> iterator() {
        return new Walk();
    }

    @Override
    public String toString() {
        return size() + " changes";
    }

    @Override
    public void close() {
        try {
            file.close();
        } finally {
            if (cells != null) {
                cells.close();
            }
        }
    }

    private final class Walk implements Iterator<ChangeEvent> {
        private final Iterator<ChangeEvent> inMemory = first.iterator();
        private final SpillFile.Reader reader = file.read();
        /** Events of the change that was read last. */
        private final Queue<ChangeEvent> pending = new ArrayDeque<>();

        @Override
        public boolean hasNext() {
            if (inMemory.hasNext()) {
                return true;
            }
            while (pending.isEmpty() && reader.hasNext()) {
                pending.addAll(reader.next().decode(gtid, cells));
            }
            return !pending.isEmpty();
        }

        @Override
        public ChangeEvent next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return inMemory.hasNext() ? inMemory.next() : pending.remove();
        }
    }
}
