package dev.landfall.throttle;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What can be changed while a snapshot copies or a verification reads, in the control schema. Stateless; works in the caller's transaction. */
public final class SettingStore {
    public static final String WORKERS = "workers";
    public static final String PAUSED = "paused";
    /** Takes a configured limit off. */
    public static final String OFF = "off";

    private final String migration;

    public SettingStore(String migration) {
        this.migration = migration;
    }

    /** Empty where limits are as configured. */
    public List<SettingRow> read(Connection target) throws SQLException {
        List<SettingRow> rows = new ArrayList<>();
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/list_settings.sql"))) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(
                            new SettingRow(row.getString("name"), row.getString("configured"), row.getString("value")));
                }
            }
        }
        return rows;
    }

    public Instructions instructions(Connection target) throws SQLException {
        return Instructions.of(read(target));
    }

    /** Keeps what a snapshot or a verification starts with, for others to see; what {@code migrate ctl} has changed stays changed. */
    public void configure(Connection target, Limits limits, int workers) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/configure_setting.sql"))) {
            for (Limit limit : Limit.values()) {
                add(statement, limit.word(), text(limits, limit));
            }
            add(statement, WORKERS, Integer.toString(workers));
            statement.executeBatch();
        }
    }

    /** Whether these are the limits that others see already. */
    public boolean isConfigured(Connection target, Limits limits) throws SQLException {
        Map<String, @Nullable String> configured = new HashMap<>();
        read(target).forEach(row -> configured.put(row.name(), row.configured()));
        return Arrays.stream(Limit.values())
                .allMatch(limit -> Objects.equals(configured.get(limit.word()), text(limits, limit)));
    }

    private static @Nullable String text(Limits limits, Limit limit) {
        OptionalLong value = limits.of(limit);
        return value.isPresent() ? limit.exact(value.getAsLong()) : null;
    }

    private void add(PreparedStatement statement, String name, @Nullable String value) throws SQLException {
        statement.setString(1, migration);
        statement.setString(2, name);
        statement.setString(3, value);
        statement.addBatch();
    }

    /** @param value null takes the change back */
    public void change(Connection target, String name, @Nullable String value) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/change_setting.sql"))) {
            statement.setString(1, migration);
            statement.setString(2, name);
            statement.setString(3, value);
            statement.executeUpdate();
        }
    }

    static OptionalLong value(Limit limit, String text) {
        if (text.equals(OFF)) {
            return OptionalLong.empty();
        }
        OptionalLong value = limit.parse(text);
        if (value.isEmpty()) {
            throw new IllegalArgumentException(limit.word() + " is \"" + text + "\"");
        }
        return value;
    }
}
