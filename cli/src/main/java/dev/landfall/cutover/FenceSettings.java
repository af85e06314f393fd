package dev.landfall.cutover;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.landfall.catalog.ServerInfo;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.Phase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the source had before the fence, to be put back when a cutover does not reach hand-over.
 *
 * @param readOnly whether it held writes back
 * @param readOnlyAs the word for that, of which MariaDB 12 has three; null where writes were not held back, and as kept by earlier
 *     versions
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FenceSettings(
        boolean readOnly, boolean eventScheduler, @Nullable String readOnlyAs) {
    /** <a href="https://jira.mariadb.org/browse/MDEV-36425">MDEV-36425</a>: the last two hold back more than ON. Earlier it is 1. */
    private static final List<String> WORDS = List.of("ON", "NO_LOCK", "NO_LOCK_NO_ADMIN");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** As the source has them now. */
    static FenceSettings read(Connection source) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@global.read_only, @@global.event_scheduler")) {
            row.next();
            return of(row.getString(1), row.getString(2));
        }
    }

    /** @param readOnly a word, or a number */
    static FenceSettings of(String readOnly, String eventScheduler) {
        boolean held = ServerInfo.isReadOnly(readOnly);
        String word = readOnly.equals("1") ? "ON" : readOnly.toUpperCase(Locale.ROOT);
        return new FenceSettings(held, ServerInfo.isOn(eventScheduler), held ? word : null);
    }

    /** What refuses writes from here on; what refuses more already stays as it is. @param now what the source has */
    List<String> raising(FenceSettings now) {
        List<String> statements = new ArrayList<>();
        if (eventScheduler) {
            statements.add("SET GLOBAL event_scheduler = OFF");
        }
        if (!now.readOnly()) {
            statements.add("SET GLOBAL read_only = ON");
        }
        return statements;
    }

    /** What puts everything back as it was. @param now what the source has */
    List<String> lowering(FenceSettings now) {
        List<String> statements = new ArrayList<>();
        if (!readOnly) {
            statements.add("SET GLOBAL read_only = OFF");
        } else if (readOnlyAs != null && WORDS.contains(readOnlyAs) && !readOnlyAs.equals(now.readOnlyAs())) {
            statements.add("SET GLOBAL read_only = " + readOnlyAs);
        }
        if (eventScheduler) {
            statements.add("SET GLOBAL event_scheduler = ON");
        }
        return statements;
    }

    String toJson() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fence settings that cannot be written", e);
        }
    }

    /** As they were kept before the cutover. @throws MigrationException {@code ROLLBACK-003} when they are not there any more */
    static FenceSettings of(MigrationRecord record) {
        String settings = record.fence();
        if (settings == null) {
            throw new MigrationException(
                    FailureCode.ROLLBACK_UNCLEAR,
                    "Migration " + record.name() + " is in phase "
                            + record.phase().text() + " but does not know how the source was before its cutover.",
                    "Somebody has changed landfall.migration.fence. Write to "
                            + (record.phase() == Phase.REOPENING ? "neither side" : "PostgreSQL only")
                            + ", put back there what it was, {\"readOnly\":false,\"eventScheduler\":false} for example, and run"
                            + " migrate rollback again.");
        }
        return ofJson(settings);
    }

    static FenceSettings ofJson(String json) {
        try {
            return MAPPER.readValue(json, FenceSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fence settings of another version: " + json, e);
        }
    }
}
