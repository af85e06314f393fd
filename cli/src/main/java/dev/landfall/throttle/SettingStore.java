package dev.landfall.throttle;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What can be changed while a snapshot copies, in the control schema. Stateless; works in the caller's transaction. */
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

    /** Keeps what a snapshot starts with, for others to see; what {@code migrate ctl} has changed stays changed. */
    public void configure(Connection target, Limits limits, int workers) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/configure_setting.sql"))) {
            for (Limit limit : Limit.values()) {
                OptionalLong value = limits.of(limit);
                add(statement, limit.word(), value.isPresent() ? limit.exact(value.getAsLong()) : null);
            }
            add(statement, WORKERS, Integer.toString(workers));
            statement.executeBatch();
        }
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
