package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.config.MigrationConfig.SnapshotSettings;
import dev.landfall.event.SourcePosition;
import dev.landfall.forecast.SnapshotForecast;
import dev.landfall.throttle.CopyState;
import dev.landfall.throttle.CopyStateStore;
import dev.landfall.throttle.Hold;
import dev.landfall.throttle.Instructions;
import dev.landfall.throttle.Limit;
import dev.landfall.throttle.Limits;
import dev.landfall.throttle.ProbeSession;
import dev.landfall.throttle.Probes;
import dev.landfall.throttle.Readings;
import dev.landfall.throttle.SettingStore;
import dev.landfall.throttle.SourceVitals;
import dev.landfall.throttle.Throttle;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Watches over a running snapshot: takes up what {@code migrate ctl} changes, asks the servers what limits are about, and tells how
 * the snapshot is with the source. Each on a session and thread of its own, so that a server that does not answer keeps nobody from
 * pausing it. Close it when the snapshot ends.
 */
final class SnapshotWatch implements AutoCloseable {
    /** How often what only people look at is read and written. */
    private static final Duration SELDOM = Duration.ofSeconds(10);

    /** What the history list has to come down to, of its limit, before read views are opened again: else they would be closed at once. */
    private static final double RECOVERED = 0.8;

    /** What the snapshot does, which decides what can be limited. */
    enum Doing {
        COPY,
        /** Catches up with the source: nothing is held, since that only makes it longer. */
        FOLLOW,
        /** Works on the target alone. */
        BUILD
    }

    private final SnapshotSettings configured;
    private final Throttle throttle;
    private final Crew crew;
    private final ReadViews views;
    private final SnapshotForecast forecast;
    private final SnapshotReporter reporter;
    private final SettingStore settings;
    private final CopyStateStore states;
    private final ProbeSession control;
    private final Probes probes;
    private final Readings readings = new Readings(System::nanoTime);
    private final Beat controlBeat;
    private final Beat probeBeat;
    private volatile Doing doing;
    private volatile Instructions instructions;
    private volatile @Nullable SourceVitals vitals;
    private volatile @Nullable SourcePosition oldest;
    private volatile long oldestSince;
    /** Whether the history list has been over its limit, and not come down far enough yet. */
    private boolean exceeded;

    private List<Hold> published = List.of();
    private long publishedAt;
    private long vitalsAt;

    /** Guards what is held: what has been found out for one thing that the snapshot does is nothing for the next. */
    private final Object enforcing = new Object();

    /** What it holds and lets go. */
    record Reins(Throttle throttle, Crew crew, ReadViews views) {}

    /**
     * @param reins hold from now on what has to be held
     * @throws SQLException when the settings cannot be read to begin with
     */
    static SnapshotWatch start(
            Servers servers,
            MigrationConfig config,
            Doing doing,
            Reins reins,
            SnapshotForecast forecast,
            Progress progress,
            boolean resumed)
            throws SQLException {
        SettingStore settings = new SettingStore(config.name());
        try (Connection target = servers.target().connect()) {
            // A run that was killed has left its own.
            new CopyStateStore(config.name()).remove(target);
            settings.configure(
                    target, config.snapshot().limits(), config.snapshot().workers());
            Duration age = resumed ? new MigrationStore(config.name()).age(target) : Duration.ZERO;
            Instructions first = settings.instructions(target);
            return new SnapshotWatch(
                    servers,
                    config,
                    doing,
                    reins,
                    forecast,
                    new SnapshotReporter(forecast::latest, progress),
                    settings,
                    first,
                    age);
        }
    }

    private SnapshotWatch(
            Servers servers,
            MigrationConfig config,
            Doing doing,
            Reins reins,
            SnapshotForecast forecast,
            SnapshotReporter reporter,
            SettingStore settings,
            Instructions first,
            Duration age) {
        this.configured = config.snapshot();
        this.doing = doing;
        this.throttle = reins.throttle();
        this.crew = reins.crew();
        this.views = reins.views();
        this.forecast = forecast;
        this.reporter = reporter;
        this.settings = settings;
        this.states = new CopyStateStore(config.name());
        this.instructions = first;
        this.control = new ProbeSession(servers.target()::connect);
        this.probes = new Probes(servers.source(), configured.replicas(), servers.target(), System::nanoTime);
        long longAgo = System.nanoTime() - SELDOM.toNanos();
        this.publishedAt = longAgo;
        this.vitalsAt = longAgo;
        this.oldestSince = System.nanoTime() - age.toNanos();
        List<Hold> holds = doing == Doing.FOLLOW ? List.of() : first.holds(toBeHeld(), readings);
        // Nobody knows yet how long it is: no view is opened before.
        views.recall(holds.stream().anyMatch(hold -> hold.isAbout(Limit.HISTORY_LENGTH)));
        enforce(holds);
        this.controlBeat = new Beat("landfall-settings", this::control, this::endControl);
        this.probeBeat = new Beat("landfall-probes", this::probe, probes::close);
    }

    /** What is to be held then is held before this returns. */
    void begin(Doing next) {
        synchronized (enforcing) {
            doing = next;
            enforce(next == Doing.FOLLOW ? List.of() : instructions.holds(toBeHeld(), readings));
        }
    }

    /** @param position from which a stream will have to start, as old as the migration */
    void startsFrom(SourcePosition position) {
        oldest = position;
    }

    /** The same. @param reachedAt by the source; null where that is not known */
    void startsFrom(SourcePosition position, @Nullable Instant reachedAt) {
        oldest = position;
        if (reachedAt != null) {
            oldestSince = System.nanoTime()
                    - Math.max(0, Duration.between(reachedAt, Instant.now()).toNanos());
        }
    }

    private void control() {
        List<Hold> holds;
        try {
            instructions = control.ask(settings::instructions);
            synchronized (enforcing) {
                holds = doing == Doing.FOLLOW ? List.of() : instructions.holds(toBeHeld(), readings);
                enforce(holds);
            }
        } catch (ProbeSession.Failed e) {
            synchronized (enforcing) {
                holds = doing == Doing.FOLLOW ? List.of() : List.of(new Hold.Uninstructed(e.why()));
                enforce(holds);
            }
        }
        SnapshotReporter.Oldest start =
                new SnapshotReporter.Oldest(oldest, Duration.ofNanos(System.nanoTime() - oldestSince));
        CopyState state = reporter.report(holds, workers(), vitals, start, views.age(), doing);
        if (!holds.equals(published) || System.nanoTime() - publishedAt >= SELDOM.toNanos()) {
            publish(state, holds);
        }
    }

    private void enforce(List<Hold> holds) {
        crew.limit(workers());
        forecast.workers(workers());
        Limits limits = limits();
        forecast.limited(limits, !holds.isEmpty(), System.nanoTime());
        recall(holds);
        // What is under way goes on where views are to be closed: that they are held open is what is wrong.
        throttle.set(
                limits,
                views.areRecalled()
                        ? holds.stream()
                                .filter(hold -> !hold.isAbout(Limit.HISTORY_LENGTH))
                                .toList()
                        : holds);
    }

    private void recall(List<Hold> holds) {
        boolean before = views.areRecalled();
        boolean over = exceeded;
        boolean unknown = holds.stream().anyMatch(Hold.Uninstructed.class::isInstance);
        boolean now = unknown
                ? before
                : holds.stream()
                        .anyMatch(hold ->
                                hold.isAbout(Limit.HISTORY_LENGTH) && (before || hold instanceof Hold.Exceeded));
        views.recall(now);
        exceeded = now
                && (over
                        || holds.stream()
                                .anyMatch(hold -> hold instanceof Hold.Exceeded && hold.isAbout(Limit.HISTORY_LENGTH)));
        if (exceeded && !over) {
            reporter.recalled();
        }
    }

    private void publish(CopyState state, List<Hold> holds) {
        try {
            control.ask(connection -> {
                states.publish(connection, state);
                return state;
            });
            published = holds;
            publishedAt = System.nanoTime();
        } catch (ProbeSession.Failed e) {
            reporter.missed("publishing", e);
        }
    }

    private void probe() {
        readings.take(probes.read(limits().probed()));
        if (System.nanoTime() - vitalsAt >= SELDOM.toNanos()) {
            vitals = probes.vitals().orElse(null);
            vitalsAt = System.nanoTime();
        }
    }

    /** Those that concern what it does now. */
    private Limits limits() {
        Limits inForce = instructions.inForce(configured.limits());
        return switch (doing) {
            case COPY -> inForce;
            case FOLLOW -> Limits.NONE;
            case BUILD -> inForce.only(Limit::ofTarget);
        };
    }

    private Limits toBeHeld() {
        Limits limits = limits();
        OptionalLong history = limits.of(Limit.HISTORY_LENGTH);
        return exceeded && history.isPresent()
                ? limits.with(Map.of(
                        Limit.HISTORY_LENGTH, OptionalLong.of((long) Math.max(1, history.getAsLong() * RECOVERED))))
                : limits;
    }

    private int workers() {
        return Math.min(configured.workers(), instructions.workers().orElse(configured.workers()));
    }

    private void endControl() {
        try {
            control.ask(connection -> {
                states.remove(connection);
                return states;
            });
        } catch (ProbeSession.Failed e) {
            reporter.missed("removing", e);
        }
        control.close();
    }

    @Override
    public void close() {
        probeBeat.close();
        controlBeat.close();
    }
}
