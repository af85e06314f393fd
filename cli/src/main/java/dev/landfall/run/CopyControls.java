package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.throttle.CopyState;
import dev.landfall.throttle.CopyStateStore;
import dev.landfall.throttle.Limit;
import dev.landfall.throttle.SettingRow;
import dev.landfall.throttle.SettingStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Limits, workers and the pause of a snapshot that copies. */
final class CopyControls implements Controls {
    private final MigrationConfig config;
    private final SettingStore store;

    CopyControls(MigrationConfig config) {
        this.config = config;
        this.store = new SettingStore(config.name());
    }

    @Override
    public List<ControlSetting> settings(Connection control) throws SQLException {
        return ControlSetting.ofCopy(startedWith(control));
    }

    private int startedWith(Connection control) throws SQLException {
        return store.read(control).stream()
                .filter(row -> row.name().equals(SettingStore.WORKERS) && row.configured() != null)
                .map(row -> Integer.parseInt(row.configured()))
                .findFirst()
                .orElse(config.snapshot().workers());
    }

    @Override
    public String about() {
        return "a snapshot that copies";
    }

    @Override
    public void change(Connection control, MigrationRecord record, ControlChanges changes) throws SQLException {
        control.setAutoCommit(false);
        try {
            for (Map.Entry<String, @Nullable String> change : changes.values().entrySet()) {
                store.change(control, change.getKey(), change.getValue());
            }
            control.commit();
        } finally {
            control.rollback();
            control.setAutoCommit(true);
        }
    }

    @Override
    public ControlReport report(Connection control, MigrationRecord record) throws SQLException {
        Map<String, SettingRow> rows =
                store.read(control).stream().collect(Collectors.toMap(SettingRow::name, Function.identity()));
        List<ControlReport.Setting> shown = new ArrayList<>();
        Arrays.stream(Limit.values())
                .filter(Limit::ofCopy)
                .forEach(limit -> shown.add(shown(
                        row(rows, limit.word()),
                        text -> limit.shown(limit.parse(text).orElseThrow()))));
        shown.add(shown(row(rows, SettingStore.WORKERS), Function.identity()));
        boolean running = !record.phase().snapshotDone() && RoleLock.isHeld(control, config.name(), Role.COPY);
        Optional<CopyState> state = new CopyStateStore(config.name()).read(control);
        return new ControlReport(
                ControlReport.Run.SNAPSHOT,
                shown,
                running,
                running ? step(control) : "",
                running ? state.map(CopyState::held).orElse(List.of()) : List.of(),
                row(rows, SettingStore.PAUSED).inForce() != null,
                true);
    }

    private String step(Connection control) throws SQLException {
        return new OutlookStore(config.name())
                .read(control)
                .map(StatusReport.SnapshotStatus::step)
                .orElse("");
    }

    private static SettingRow row(Map<String, SettingRow> rows, String name) {
        return rows.getOrDefault(name, new SettingRow(name, null, null));
    }

    private static ControlReport.Setting shown(SettingRow row, Function<String, String> text) {
        return new ControlReport.Setting(row.name(), shown(row.configured(), text), shown(row.inForce(), text));
    }

    private static String shown(@Nullable String value, Function<String, String> text) {
        return value == null ? SettingStore.OFF : text.apply(value);
    }
}
