package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.config.MigrationConfig.SnapshotSettings;
import dev.landfall.forecast.SnapshotForecast;
import dev.landfall.throttle.CopyState;
import dev.landfall.throttle.CopyStateStore;
import dev.landfall.throttle.Hold;
import dev.landfall.throttle.Instructions;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches over a running copy: takes up what {@code migrate ctl} changes, asks the servers what limits are about, and tells how
 * the copy is with the source. Each on a session and thread of its own, so that a server that does not answer keeps nobody from
 * pausing the copy. Close it when the copy ends.
 */
final class CopyWatch implements AutoCloseable {
    /** How often what only people look at is read and written. */
    private static final Duration SELDOM = Duration.ofSeconds(10);

    private final SnapshotSettings configured;
    private final Throttle throttle;
    private final CopyQueue queue;
    private final SnapshotForecast forecast;
    private final CopyReporter reporter;
    private final SettingStore settings;
    private final CopyStateStore states;
    private final ProbeSession control;
    private final Probes probes;
    private final Readings readings = new Readings(System::nanoTime);
    private final Beat controlBeat;
    private final Beat probeBeat;
    private volatile Instructions instructions = Instructions.NONE;
    private volatile @Nullable SourceVitals vitals;
    private List<Hold> published = List.of();
    private long publishedAt;
    private long vitalsAt;

    /**
     * @param throttle holds from now on what has to be held
     * @throws SQLException when the settings cannot be read to begin with
     */
    static CopyWatch start(
            Servers servers,
            MigrationConfig config,
            Throttle throttle,
            CopyQueue queue,
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
            Duration oldest = resumed ? new MigrationStore(config.name()).age(target) : Duration.ZERO;
            Instructions first = settings.instructions(target);
            return new CopyWatch(
                    servers,
                    config,
                    throttle,
                    queue,
                    forecast,
                    new CopyReporter(forecast::latest, progress, oldest),
                    settings,
                    first);
        }
    }

    private CopyWatch(
            Servers servers,
            MigrationConfig config,
            Throttle throttle,
            CopyQueue queue,
            SnapshotForecast forecast,
            CopyReporter reporter,
            SettingStore settings,
            Instructions first) {
        this.configured = config.snapshot();
        this.throttle = throttle;
        this.queue = queue;
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
        enforce(first.holds(configured.limits(), readings));
        this.controlBeat = new Beat("landfall-settings", this::control, this::endControl);
        this.probeBeat = new Beat("landfall-probes", this::probe, probes::close);
    }

    private void control() {
        List<Hold> holds;
        try {
            instructions = control.ask(settings::instructions);
            holds = instructions.holds(configured.limits(), readings);
        } catch (ProbeSession.Failed e) {
            holds = List.of(new Hold.Uninstructed(e.why()));
        }
        enforce(holds);
        CopyState state = reporter.report(holds, workers(), vitals);
        if (!holds.equals(published) || System.nanoTime() - publishedAt >= SELDOM.toNanos()) {
            publish(state, holds);
        }
    }

    private void enforce(List<Hold> holds) {
        queue.limit(workers());
        forecast.workers(workers());
        Limits limits = limits();
        forecast.limited(limits, !holds.isEmpty(), System.nanoTime());
        throttle.set(limits, holds);
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

    private Limits limits() {
        return instructions.inForce(configured.limits());
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
