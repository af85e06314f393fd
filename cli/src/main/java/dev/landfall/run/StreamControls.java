package dev.landfall.run;

import dev.landfall.apply.PositionLedger;
import dev.landfall.event.GtidSet;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.throttle.Hold;
import dev.landfall.throttle.Limit;
import dev.landfall.throttle.SettingRow;
import dev.landfall.throttle.SettingStore;
import dev.landfall.throttle.StreamOrderStore;
import dev.landfall.throttle.StreamOrders;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pause, the size of batches and the end of a stream, and the limits of a verification beside it. */
final class StreamControls implements Controls {
    /** A stream looks twice a second, but not within a batch. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(50);
    /** What a running stream takes; the limits are a verification's. */
    private static final List<String> ABOUT_STREAMS =
            List.of(SettingStore.PAUSED, ControlSetting.BATCH, ControlSetting.STOP_AT);

    private final String migration;
    private final StreamOrderStore store;
    private final SettingStore limits;

    StreamControls(String migration) {
        this.migration = migration;
        this.store = new StreamOrderStore(migration);
        this.limits = new SettingStore(migration);
    }

    @Override
    public List<ControlSetting> settings(Connection control) {
        return ControlSetting.ofStream();
    }

    @Override
    public String about() {
        return "a stream, or a verification beside it";
    }

    @Override
    public void change(Connection control, MigrationRecord record, ControlChanges changes)
            throws SQLException, InterruptedException {
        if (RoleLock.isHeld(control, migration, Role.CUTOVER)) {
            throw refused("A cutover of migration " + migration + " is under way, which needs the stream as it is.");
        }
        boolean running = isRunning(control);
        String stopAt = changes.value(ControlSetting.STOP_AT);
        if (stopAt != null) {
            requireAhead(control, GtidSet.parse(stopAt), running);
        }
        if (ABOUT_STREAMS.stream().anyMatch(changes::has)) {
            order(control, changes, running);
        }
        // Behind the stream, which may refuse all of it.
        for (Limit limit : Limit.values()) {
            if (changes.has(limit.word())) {
                limits.change(control, limit.word(), changes.value(limit.word()));
            }
        }
    }

    private void order(Connection control, ControlChanges changes, boolean running)
            throws SQLException, InterruptedException {
        GtidSet stopAt = position(changes.value(ControlSetting.STOP_AT));
        StreamOrders before = store.find(control);
        StreamOrders wanted = store.change(control, orders -> {
            StreamOrders changed = orders;
            if (changes.has(SettingStore.PAUSED)) {
                changed = changed.paused(changes.value(SettingStore.PAUSED) != null);
            }
            if (changes.has(ControlSetting.BATCH)) {
                changed = changed.batch(number(changes.value(ControlSetting.BATCH)));
            }
            return changes.has(ControlSetting.STOP_AT) ? changed.stopAt(stopAt) : changed;
        });
        if (running) {
            awaitTaken(control, stopAt, before, wanted);
        }
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text == null ? null : Integer.valueOf(text);
    }

    private static @Nullable GtidSet position(@Nullable String text) {
        return text == null ? null : GtidSet.parse(text);
    }

    private boolean isRunning(Connection control) throws SQLException {
        return RoleLock.isHeld(control, migration, Role.STREAM);
    }

    private void requireAhead(Connection control, GtidSet stopAt, boolean running) throws SQLException {
        if (!running) {
            throw refused(
                    "No stream runs that could end at " + stopAt + ".",
                    "Nothing was changed. Start one that does: migrate stream --stop-at " + stopAt + ".");
        }
        GtidSet applied = applied(control);
        if (StreamOrders.isPast(applied, stopAt)) {
            throw refused(past(stopAt, applied), "Nothing was changed: the stream goes on.");
        }
    }

    private GtidSet applied(Connection control) throws SQLException {
        return new PositionLedger(migration)
                .read(control)
                .map(at -> at.position().gtids())
                .orElse(GtidSet.EMPTY);
    }

    /** The stream has the last word on where it can end: it may have been applying what is behind it. */
    private void awaitTaken(Connection control, @Nullable GtidSet stopAt, StreamOrders before, StreamOrders wanted)
            throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        StreamOrders seen = store.find(control);
        while (seen.taken() < wanted.number() && System.nanoTime() < deadline && isRunning(control)) {
            // The answer is a row that another process writes: it can only be asked for again.
            Thread.sleep(LOOK.toMillis());
            seen = store.find(control);
        }
        if (stopAt != null && !Objects.equals(stopAt, seen.stopAt())) {
            String why = Objects.equals(stopAt, seen.passed())
                    ? past(stopAt, applied(control))
                    : "The stream does not end at " + stopAt
                            + ": it has begun only now, or was told otherwise meanwhile.";
            takeBack(control, before, wanted, why);
            throw refused(why, "Nothing is changed: the stream goes on as before.");
        }
    }

    /** All of it or nothing: what the stream was told together with an end that it cannot take is as it was before. */
    private void takeBack(Connection control, StreamOrders before, StreamOrders wanted, String why)
            throws SQLException {
        store.change(control, now -> {
            if (wanted.number() != before.number() + 1 || now.number() != wanted.number()) {
                throw new MigrationException(
                        FailureCode.STREAM_STALLED,
                        why
                                + " Somebody else has told the stream something at the same time, so that what else was to be"
                                + " changed may be changed.",
                        "Run migrate ctl: it shows what is in force.");
            }
            return now.paused(before.paused()).batch(before.batch()).stopAt(before.stopAt());
        });
    }

    private static String past(GtidSet stopAt, GtidSet applied) {
        return "The stream is past " + stopAt + ": it has applied everything up to " + applied + " already.";
    }

    private static MigrationException refused(String message) {
        return refused(message, "Nothing was changed. migrate status shows where the migration stands.");
    }

    private static MigrationException refused(String message, String advice) {
        return new MigrationException(FailureCode.WRONG_PHASE, message, advice);
    }

    @Override
    public ControlReport report(Connection control, MigrationRecord record) throws SQLException {
        boolean running = isRunning(control);
        StreamOrders orders = store.find(control);
        Integer batch = orders.batch();
        boolean ends = running && orders.stopAt() != null;
        List<ControlReport.Setting> shown = new ArrayList<>();
        shown.add(setting(ControlSetting.BATCH, batch == null ? SettingStore.OFF : Integer.toString(batch)));
        shown.add(setting(ControlSetting.STOP_AT, ends ? String.valueOf(orders.stopAt()) : SettingStore.OFF));
        shown.addAll(limits(control));
        return new ControlReport(
                ControlReport.Run.STREAM,
                shown,
                running,
                "",
                running && orders.paused() ? List.of(new Hold.Paused().text()) : List.of(),
                orders.paused(),
                !running || orders.taken() >= orders.number());
    }

    /** Of verifications; those that nobody has set are left out, because they are many. */
    private List<ControlReport.Setting> limits(Connection control) throws SQLException {
        List<ControlReport.Setting> shown = new ArrayList<>();
        for (SettingRow row : limits.read(control)) {
            Optional<Limit> limit = Limit.ofWord(row.name());
            if (limit.isPresent() && (row.configured() != null || row.inForce() != null)) {
                shown.add(new ControlReport.Setting(
                        row.name(), shown(limit.get(), row.configured()), shown(limit.get(), row.inForce())));
            }
        }
        return shown;
    }

    private static String shown(Limit limit, @Nullable String value) {
        return value == null ? SettingStore.OFF : limit.shown(limit.parse(value).orElseThrow());
    }

    /** Neither is anything that a file could say. */
    private static ControlReport.Setting setting(String name, String inForce) {
        return new ControlReport.Setting(name, SettingStore.OFF, inForce);
    }
}
