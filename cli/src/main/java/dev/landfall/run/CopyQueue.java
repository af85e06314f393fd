package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.catalog.TableName;
import dev.landfall.event.SourcePosition;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Hands chunks to workers so that {@link TablePlan#copyAfter} holds, whatever run copies which chunk: a table waits until
 * those before it are done, and those are only read by workers at the smallest position of all. Positions of a later run are
 * never smaller than those of an earlier one. Large chunks go out alone, small tables several at a time. Thread-safe.
 */
final class CopyQueue implements Workers.Tasks<List<Chunk>> {
    private final List<Chunk> waiting;
    private final SmallTables small;
    private final LargeRows large;
    private final Map<TableName, Integer> unfinished = new HashMap<>();
    private final Map<TableName, List<TableName>> before = new HashMap<>();
    private final Set<TableName> firsts = new HashSet<>();
    private final List<SourcePosition> workers;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int limit = Integer.MAX_VALUE;
    private boolean ended;
    private int largeInHand;
    /** How many were taken of which a part may still come back. */
    private int uncut;

    /** @param workers the position at which each worker reads */
    CopyQueue(List<Chunk> pending, MigrationPlan plan, List<SourcePosition> workers) {
        this.waiting = new ArrayList<>(pending);
        this.small = new SmallTables(plan);
        this.large = new LargeRows(plan);
        this.workers = List.copyOf(workers);
        for (TablePlan table : plan.tables()) {
            before.put(table.source().name(), table.copyAfter());
            firsts.addAll(table.copyAfter());
        }
        for (Chunk chunk : pending) {
            unfinished.merge(chunk.table(), 1, Integer::sum);
        }
    }

    /** From their next chunk on, so many workers copy; the others wait. @param most at least 1 */
    void limit(int most) {
        lock.lock();
        try {
            if (limit != most) {
                limit = most;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable List<Chunk> take(int worker) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!ended && (!waiting.isEmpty() || uncut > 0)) {
                for (Iterator<Chunk> each = waiting.iterator(); each.hasNext(); ) {
                    Chunk chunk = each.next();
                    if (rank(worker) < limit && mayCopy(worker, chunk.table())) {
                        each.remove();
                        uncut++;
                        largeInHand += large.contain(chunk.table()) ? 1 : 0;
                        return withOthers(chunk, worker);
                    }
                }
                changed.await();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** A worker takes no more than its share of what is left, so that none of them is without work. */
    private List<Chunk> withOthers(Chunk first, int worker) {
        List<Chunk> taken = new ArrayList<>(List.of(first));
        if (small.contain(first)) {
            int most = Math.min(SmallTables.MOST_TOGETHER, 1 + waiting.size() / workers.size());
            for (Iterator<Chunk> each = waiting.iterator(); each.hasNext() && taken.size() < most; ) {
                Chunk chunk = each.next();
                if (small.contain(chunk) && mayCopy(worker, chunk.table())) {
                    each.remove();
                    taken.add(chunk);
                }
            }
        }
        return List.copyOf(taken);
    }

    /** Gives back what was cut from chunks in hand: it is next. Once each time that some were taken, with nothing for whole ones. */
    void putBack(List<Chunk> rest) {
        lock.lock();
        try {
            uncut--;
            waiting.addAll(0, rest);
            rest.forEach(chunk -> unfinished.merge(chunk.table(), 1, Integer::sum));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void done(List<Chunk> taken) {
        lock.lock();
        try {
            taken.forEach(chunk -> unfinished.merge(chunk.table(), -1, Integer::sum));
            largeInHand -= (int)
                    taken.stream().filter(chunk -> large.contain(chunk.table())).count();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whoever wants more is told that there is none; what is in hand is copied. */
    @Override
    public void clear() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What nobody has taken, in its order. */
    List<Chunk> left() {
        lock.lock();
        try {
            return List.copyOf(waiting);
        } finally {
            lock.unlock();
        }
    }

    private boolean mayCopy(int worker, TableName table) {
        boolean ready = before.getOrDefault(table, List.of()).stream()
                .allMatch(first -> unfinished.getOrDefault(first, 0) == 0);
        boolean room = !large.contain(table) || largeInHand < LargeRows.MOST_WORKERS;
        return ready && room && (!firsts.contains(table) || atSmallestPosition(worker));
    }

    /** Workers at the smallest position come first: one of them must be able to go on with whatever is left. */
    private long rank(int worker) {
        boolean smallest = atSmallestPosition(worker);
        return IntStream.range(0, workers.size())
                .filter(other -> atSmallestPosition(other) == smallest ? other < worker : !smallest)
                .count();
    }

    private boolean atSmallestPosition(int worker) {
        return workers.stream().allMatch(position -> position.contains(workers.get(worker)));
    }
}
