package dev.landfall.run;

import dev.landfall.event.GtidSet;
import dev.landfall.throttle.Hold;
import dev.landfall.throttle.StreamOrderStore;
import dev.landfall.throttle.StreamOrders;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a running stream goes by: as it was started, and as {@code migrate ctl} changes it. One thread, between two batches. */
final class StreamControl {
    /** What nobody waits for is written so often. */
    private static final Duration SELDOM = Duration.ofSeconds(10);

    private final @Nullable StreamOrderStore store;
    private final Connection control;
    private final Progress progress;
    private final @Nullable GtidSet startedUntil;
    private final Standstill standstill;
    private StreamOrders orders;
    private long writtenAt = System.nanoTime() - SELDOM.toNanos();

    private StreamControl(
            @Nullable StreamOrderStore store,
            Connection control,
            Progress progress,
            @Nullable GtidSet startedUntil,
            Standstill standstill,
            StreamOrders orders) {
        this.store = store;
        this.control = control;
        this.progress = progress;
        this.startedUntil = startedUntil;
        this.standstill = standstill;
        this.orders = orders;
    }

    /**
     * @param store null where {@code migrate ctl} says nothing; what was told an earlier stream is gone from it already
     * @param control stays the caller's
     * @param until where the stream was started to end; null for nowhere
     */
    static StreamControl begin(
            @Nullable StreamOrderStore store,
            Standstill standstill,
            Connection control,
            Progress progress,
            @Nullable GtidSet until)
            throws SQLException {
        if (store == null) {
            return new StreamControl(null, control, progress, until, standstill, StreamOrders.NONE);
        }
        StreamControl begun = new StreamControl(store, control, progress, until, standstill, store.find(control));
        begun.tell(StreamOrders.NONE, begun.orders);
        return begun;
    }

    /** Takes up what has changed. @param applied where the target is, with nothing on its way there */
    void look(GtidSet applied) throws SQLException {
        if (store == null) {
            return;
        }
        StreamOrders next = store.find(control);
        if (next.number() == orders.number()) {
            return;
        }
        GtidSet stopAt = next.stopAt();
        boolean told = Objects.equals(stopAt, orders.stopAt());
        if (stopAt != null && !told && StreamOrders.isPast(applied, stopAt)) {
            store.refuseStop(control, next.number());
            progress.note("The stream does not end at " + stopAt + ", as migrate ctl wants: it is past that, at "
                    + applied + ".");
            next = next.stopAt(null);
        } else {
            store.take(control, next.number());
        }
        tell(orders, next);
        orders = next;
    }

    private void tell(StreamOrders before, StreamOrders now) {
        if (now.paused() != before.paused()) {
            progress.note(
                    now.paused()
                            ? "Warning: the stream is " + new Hold.Paused().text() + " since " + now.pausedAt()
                                    + ": nothing is applied until migrate ctl resume."
                            : "The stream goes on: migrate ctl resume.");
        }
        if (!Objects.equals(now.batch(), before.batch())) {
            progress.note(
                    now.batch() == null
                            ? "The size of a batch has no limit: migrate ctl batch=off."
                            : "A batch has " + now.batch() + " changes at the most: migrate ctl batch=" + now.batch()
                                    + ".");
        }
        if (!Objects.equals(now.stopAt(), before.stopAt())) {
            progress.note(
                    now.stopAt() == null
                            ? "The stream ends where it was started to."
                            : "The stream ends right after " + now.stopAt() + ": migrate ctl stop-at=" + now.stopAt()
                                    + ".");
        }
    }

    boolean paused() {
        return orders.paused();
    }

    /** Why nothing is applied; empty when it is. */
    List<String> held() {
        return paused() ? List.of(new Hold.Paused().text()) : List.of();
    }

    /** What a verification may ask; empty where the stream is to end at a place of its own. */
    Optional<Standstill> standstill() {
        return until() == null && !paused() ? Optional.of(standstill) : Optional.empty();
    }

    /** Most changes that are applied together. */
    long batch() {
        Integer batch = orders.batch();
        return batch == null ? Long.MAX_VALUE : batch;
    }

    /** The position to run to; null runs until stopped or handed over. */
    @Nullable
    GtidSet until() {
        return orders.stopAt() == null ? startedUntil : orders.stopAt();
    }

    /** When a stream has seen that everything was applied; null where none has. */
    @Nullable
    Instant caughtUpAt() {
        return orders.caughtUpAt();
    }

    /** Keeps for others that everything is applied. */
    void caughtUp() throws SQLException {
        if (store != null && System.nanoTime() - writtenAt >= SELDOM.toNanos()) {
            store.caughtUp(control);
            writtenAt = System.nanoTime();
        }
    }
}
