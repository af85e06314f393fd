package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.setting.Durations;
import dev.landfall.throttle.Hold;
import dev.landfall.throttle.Instructions;
import dev.landfall.throttle.Limit;
import dev.landfall.throttle.Limits;
import dev.landfall.throttle.ProbeSession;
import dev.landfall.throttle.Probes;
import dev.landfall.throttle.Readings;
import dev.landfall.throttle.SettingStore;
import dev.landfall.throttle.Throttle;
import dev.landfall.throttle.WorkingTime;
import dev.landfall.verify.Pace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Keeps a verification within limits: takes up what {@code migrate ctl} changes, and asks the servers what limits are about, each
 * on a session and thread of its own. Close it when the verification ends.
 */
public final class VerifyWatch implements AutoCloseable {
    /** With fewer rows to a query, queries cost more than rows. */
    private static final long FEWEST_ROWS = 1_000;
    /** To choose by a limit of bytes how many rows are read at once; what was read is counted exactly. */
    private static final long BYTES_PER_ROW = 500;

    private final MigrationConfig config;
    private final Progress progress;
    private final SettingStore settings;
    private final Throttle throttle;
    private final ProbeSession control;
    private final Probes probes;
    private final Readings readings = new Readings(System::nanoTime);
    private final Instructions atStart;
    private final Beat controlBeat;
    private final Beat probeBeat;
    private volatile Instructions instructions;
    private boolean held;

    /** @throws SQLException when the settings cannot be read to begin with */
    public static VerifyWatch start(Servers servers, MigrationConfig config, Progress progress) throws SQLException {
        SettingStore settings = new SettingStore(config.name());
        try (Connection target = servers.target().connect()) {
            Records.afterSnapshot(target, config.name());
            MigrationStore.upgrade(target);
            // Most verifications have none, as the one before, and change nothing.
            if (!settings.isConfigured(target, config.verify().limits())) {
                settings.configure(
                        target, config.verify().limits(), config.snapshot().workers());
            }
            return new VerifyWatch(servers, config, progress, settings, settings.instructions(target));
        }
    }

    private VerifyWatch(
            Servers servers, MigrationConfig config, Progress progress, SettingStore settings, Instructions first) {
        this.config = config;
        this.progress = progress;
        this.settings = settings;
        this.atStart = first;
        this.throttle = new Throttle(config.verify().workers(), System::nanoTime);
        this.control = new ProbeSession(servers.target()::connect);
        this.probes = new Probes(servers.source(), config.snapshot().replicas(), servers.target(), System::nanoTime);
        this.instructions = aboutVerifying(first);
        enforce(instructions.holds(instructions.inForce(configured()), readings));
        this.controlBeat = new Beat("landfall-settings", this::control, control::close);
        this.probeBeat = new Beat("landfall-probes", this::probe, probes::close);
    }

    /** The pause and the workers are a snapshot's. What is asked for now is stronger than what was changed before. */
    private Instructions aboutVerifying(Instructions all) {
        Map<Limit, OptionalLong> limits = new EnumMap<>(Limit.class);
        limits.putAll(all.limits());
        limits.keySet()
                .removeIf(limit -> config.verify().asked().of(limit).isPresent()
                        && Objects.equals(
                                all.limits().get(limit), atStart.limits().get(limit)));
        return new Instructions(false, OptionalInt.empty(), limits);
    }

    private Limits configured() {
        return config.verify().limits();
    }

    private void control() {
        List<Hold> holds;
        try {
            instructions = aboutVerifying(control.ask(settings::instructions));
            holds = instructions.holds(instructions.inForce(configured()), readings);
        } catch (ProbeSession.Failed e) {
            holds = List.of(new Hold.Uninstructed(e.why()));
        }
        enforce(holds);
        tell(holds);
    }

    private void enforce(List<Hold> holds) {
        throttle.set(limits(), holds);
    }

    /** What a limit is about has another value every second; only that it holds, and holds no longer, is worth a line. */
    private void tell(List<Hold> holds) {
        if (held == holds.isEmpty()) {
            held = !holds.isEmpty();
            progress.note(
                    held
                            ? "held: "
                                    + String.join(
                                            "; ", holds.stream().map(Hold::text).toList())
                            : "The verification goes on.");
        }
    }

    private void probe() {
        readings.take(probes.read(limits().probed()));
    }

    private Limits limits() {
        return instructions.inForce(configured());
    }

    public Pace pace() {
        return new Pace() {
            @Override
            public boolean free() {
                return throttle.isOpen();
            }

            @Override
            public long mostRows() {
                long rows = limits().of(Limit.ROWS_PER_SECOND).orElse(Long.MAX_VALUE);
                long bytes = limits().of(Limit.BYTES_PER_SECOND).orElse(Long.MAX_VALUE);
                return Math.max(
                        FEWEST_ROWS,
                        Math.min(rows, bytes / BYTES_PER_ROW) / config.verify().workers());
            }

            @Override
            public void begin() throws InterruptedException {
                throttle.begin();
            }

            @Override
            public void admit(long rows, long bytes, Work work) throws InterruptedException {
                throttle.admit(rows, bytes, work.nanos(), work.idleNanos());
            }

            @Override
            public void leave(long rows, long bytes, Work work) {
                throttle.leave(rows, bytes, work.nanos(), work.idleNanos());
            }
        };
    }

    /** Of its workers until now. */
    WorkingTime time() {
        return throttle.time();
    }

    @Override
    public void close() {
        probeBeat.close();
        controlBeat.close();
        WorkingTime time = time();
        if (!time.isNone()) {
            progress.note("The workers of the verification worked for " + Durations.text(time.worked())
                    + " and waited for " + Durations.text(time.waited()) + ".");
        }
    }
}
