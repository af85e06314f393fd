package dev.landfall.run;

import dev.landfall.config.MigrationConfig;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.throttle.CopyState;
import dev.landfall.throttle.CopyStateStore;
import dev.landfall.throttle.Limit;
import dev.landfall.throttle.SettingRow;
import dev.landfall.throttle.SettingStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes how a snapshot copies, whichever process on whichever host it runs in: through the control schema alone. */
public final class ControlRun {
    private final Servers servers;
    private final MigrationConfig config;
    private final SettingStore settings;

    public ControlRun(Servers servers, MigrationConfig config) {
        this.servers = servers;
        this.config = config;
        this.settings = new SettingStore(config.name());
    }

    /** @param words what to change, all of it or nothing; none to look only */
    public ControlReport run(List<String> words) throws SQLException {
        try (Connection control = servers.target().connect()) {
            MigrationRecord record = Records.existing(control, config.name());
            MigrationStore.upgrade(control);
            if (!words.isEmpty()) {
                change(control, record, words);
            }
            return report(control, record);
        }
    }

    private void change(Connection control, MigrationRecord record, List<String> words) throws SQLException {
        ControlChanges changes = ControlChanges.of(words, startedWith(control));
        if (record.phase() != Phase.COPYING) {
            throw new MigrationException(
                    FailureCode.WRONG_PHASE,
                    "Migration " + config.name() + " is in phase "
                            + record.phase().text() + ": all its tables are copied.",
                    "Nothing was changed: limits are about the copy only.");
        }
        control.setAutoCommit(false);
        try {
            for (Map.Entry<String, @Nullable String> change : changes.values().entrySet()) {
                settings.change(control, change.getKey(), change.getValue());
            }
            control.commit();
        } finally {
            control.rollback();
            control.setAutoCommit(true);
        }
    }

    private int startedWith(Connection control) throws SQLException {
        return settings.read(control).stream()
                .filter(row -> row.name().equals(SettingStore.WORKERS) && row.configured() != null)
                .map(row -> Integer.parseInt(row.configured()))
                .findFirst()
                .orElse(config.snapshot().workers());
    }

    private ControlReport report(Connection control, MigrationRecord record) throws SQLException {
        Map<String, SettingRow> rows =
                settings.read(control).stream().collect(Collectors.toMap(SettingRow::name, Function.identity()));
        List<ControlReport.Setting> shown = new ArrayList<>();
        for (Limit limit : Limit.values()) {
            shown.add(shown(
                    row(rows, limit.word()),
                    text -> limit.shown(limit.parse(text).orElseThrow())));
        }
        shown.add(shown(row(rows, SettingStore.WORKERS), Function.identity()));
        boolean copying = record.phase() == Phase.COPYING && RoleLock.isHeld(control, config.name(), Role.COPY);
        Optional<CopyState> state = new CopyStateStore(config.name()).read(control);
        return new ControlReport(
                shown,
                copying,
                copying ? state.map(CopyState::held).orElse(List.of()) : List.of(),
                row(rows, SettingStore.PAUSED).inForce() != null);
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
