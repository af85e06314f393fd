package dev.landfall.run;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How many workers both servers have sessions for: each takes one there and one here. */
record SessionRoom(List<Limit> limits) {
    /** A migration's sessions beside its workers': roles, settings, probes. Some of them are not open yet. */
    private static final int OWN = 4;

    SessionRoom {
        limits = List.copyOf(limits);
    }

    /** @param name in the server's words. @param most sessions. @param taken by anybody */
    record Limit(String server, String name, long most, long taken) {
        /** Half of what is free is left to those whom the servers are there for. */
        int workers() {
            return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (most - taken - OWN) / 2));
        }

        String text() {
            return name + " of the " + server + " is " + most + ", " + taken + " taken";
        }
    }

    static SessionRoom of(Connection source, Connection target) throws SQLException {
        List<Limit> limits = new ArrayList<>();
        read(source, "source", limits);
        read(target, "target", limits);
        return new SessionRoom(limits);
    }

    private static void read(Connection connection, String server, List<Limit> limits) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.load(server + "/session_room.sql"))) {
            while (row.next()) {
                limits.add(new Limit(server, row.getString(1), row.getLong(2), row.getLong(3)));
            }
        }
    }

    /** The limit that so many workers would come too close to; empty when there is room for them. */
    Optional<Limit> tooSmallFor(int workers) {
        return limits.stream().min(Comparator.comparing(Limit::workers)).filter(limit -> limit.workers() < workers);
    }
}
