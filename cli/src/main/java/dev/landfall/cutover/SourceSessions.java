package dev.landfall.cutover;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.check.SourcePrivilegeChecks;
import dev.landfall.check.WayBackChecks;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of others on the source, with which a fence by {@code read_only} has to do. Without those of the user that migrate
 * itself uses: nobody can tell which of them are its own.
 *
 * @param all the oldest transaction first; without replication's and the server's own
 * @param unknown what cannot be seen, and for want of what, as sentences; empty when all is seen
 */
public record SourceSessions(List<SourceSession> all, List<String> unknown) {
    public static final SourceSessions NONE = new SourceSessions(List.of(), List.of());

    /** From here on SUPER does not include READ ONLY ADMIN. */
    private static final int READ_ONLY_ADMIN_ALONE = 1011;

    private static final int NAMED = 10;
    private static final Pattern PASSWORD = Pattern.compile("(?i)identified|password");

    public SourceSessions {
        all = List.copyOf(all);
        unknown = List.copyOf(unknown);
    }

    /** Connected, and not held back: their users have READ ONLY ADMIN, or SUPER where that is enough. */
    public List<SourceSession> bypassing() {
        return all.stream().filter(SourceSession::bypassing).toList();
    }

    /** With changes that are not committed: behind a fence MariaDB refuses their COMMIT. */
    public List<SourceSession> refused() {
        return all.stream()
                .filter(session -> session.writing() && !session.bypassing())
                .toList();
    }

    /** Held back, but not before what they run has ended: the fence waits for it. */
    List<SourceSession> awaited() {
        return all.stream()
                .filter(session -> session.mayBeWriting() && !session.bypassing())
                .toList();
    }

    /** As they are now. */
    public static SourceSessions read(Connection source) throws SQLException {
        Set<String> privileges = SourcePrivilegeChecks.privileges(source, "mysql");
        if (!privileges.contains("PROCESS")) {
            return new SourceSessions(
                    List.of(),
                    List.of(
                            "Nobody can tell whether sessions are connected that read_only does not hold back, nor which"
                                    + " transactions are open: the source user lacks PROCESS."));
        }
        if (!privileges.contains("SELECT")) {
            return new SourceSessions(
                    sessions(source, new Bypassing(false, Set.of())),
                    List.of(
                            "Nobody can tell which sessions read_only does not hold back: the source user lacks SELECT on"
                                    + " the database mysql."));
        }
        return new SourceSessions(sessions(source, Bypassing.read(source)), List.of());
    }

    /** Users whom {@code read_only} does not hold back. */
    private record Bypassing(boolean everybody, Set<String> names) {
        static Bypassing read(Connection source) throws SQLException {
            boolean superToo =
                    WayBackChecks.version(CatalogReader.serverInfo(source).version()) < READ_ONLY_ADMIN_ALONE;
            boolean everybody = false;
            Set<String> names = new HashSet<>();
            try (PreparedStatement statement =
                    source.prepareStatement(SqlFile.load("cutover/list_bypassing_users.sql"))) {
                statement.setBoolean(1, superToo);
                statement.setBoolean(2, superToo);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        String name = row.getString("name");
                        everybody |= name == null;
                        if (name != null) {
                            names.add(name);
                        }
                    }
                }
            }
            return new Bypassing(everybody, names);
        }

        boolean has(String user) {
            return everybody || names.contains(user);
        }
    }

    private static List<SourceSession> sessions(Connection source, Bypassing bypassing) throws SQLException {
        List<SourceSession> sessions = new ArrayList<>();
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.load("cutover/list_sessions.sql"))) {
            while (row.next()) {
                String user = row.getString("user");
                long openMillis = row.getLong("open_millis");
                Duration open = row.wasNull() ? null : Duration.ofMillis(Math.max(0, openMillis));
                sessions.add(new SourceSession(
                        row.getLong("id"),
                        user,
                        row.getString("host"),
                        row.getString("command"),
                        Duration.ofMillis(Math.max(0, row.getLong("lasting_millis"))),
                        open,
                        row.getLong("changed_rows"),
                        shown(row.getString("statement")),
                        bypassing.has(user)));
            }
        }
        return sessions;
    }

    /** What names a password is not for the eyes of whoever reads a log. */
    private static @Nullable String shown(@Nullable String statement) {
        return statement == null || !PASSWORD.matcher(statement).find()
                ? statement
                : statement.strip().split("\\s", 2)[0] + " ...";
    }

    /** The first of them, with {@code between} in front of each. */
    static String named(List<SourceSession> sessions, String between) {
        String named = sessions.stream()
                .limit(NAMED)
                .map(session -> between + "session " + session.text())
                .collect(Collectors.joining());
        return sessions.size() <= NAMED ? named : named + between + "and " + (sessions.size() - NAMED) + " more";
    }
}
