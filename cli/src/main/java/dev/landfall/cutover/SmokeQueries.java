package dev.landfall.cutover;

import dev.landfall.config.MigrationConfig;
import dev.landfall.config.SmokeQuery;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.Servers;
import dev.landfall.sql.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The user's queries that PostgreSQL has to answer as expected. They run over a session of their own, which cannot write. */
final class SmokeQueries {
    private final Servers servers;
    private final MigrationConfig config;

    SmokeQueries(Servers servers, MigrationConfig config) {
        this.servers = servers;
        this.config = config;
    }

    /** In their order. @throws MigrationException {@code CUTOVER-002} when one fails, is too slow or gives something else */
    void run(Deadline deadline) throws SQLException {
        if (config.cutover().smokeQueries().isEmpty()) {
            return;
        }
        try (Connection target = servers.target().connect()) {
            deadline.limitSilence(target);
            target.setReadOnly(true);
            target.setAutoCommit(false);
            for (SmokeQuery query : config.cutover().smokeQueries()) {
                deadline.check("the smoke query " + query.name());
                run(target, query, deadline);
                target.rollback();
            }
        }
    }

    private void run(Connection target, SmokeQuery query, Deadline deadline) throws SQLException {
        Duration left = deadline.left();
        Duration patience = left.compareTo(query.within()) < 0 ? left : query.within();
        Answer answer;
        try (Statement statement = target.createStatement()) {
            statement.execute("SET LOCAL search_path = "
                    + Identifiers.postgres(config.target().schema()) + ", public");
            statement.execute("SET LOCAL statement_timeout = " + Math.max(1, patience.toMillis()));
            answer = query.expected() instanceof SmokeQuery.Rows rows
                    ? rows(statement, query.sql(), rows.count())
                    : value(statement, query.sql(), query.expected().text());
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
            throw failed(query, "failed (" + e.getMessage() + ")", patience);
        }
        if (!answer.expected()) {
            throw failed(query, "gave " + answer.text(), patience);
        }
    }

    /** @param text for people */
    private record Answer(boolean expected, String text) {}

    /** No more of them are read than it takes to know that there are too many. */
    private static Answer rows(Statement statement, String sql, long expected) throws SQLException {
        statement.setMaxRows((int) Math.min(expected + 1, Integer.MAX_VALUE));
        long count = 0;
        try (ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                count++;
            }
        }
        return new Answer(count == expected, (count > expected ? "more than " + expected : count) + " row(s)");
    }

    private static Answer value(Statement statement, String sql, String expected) throws SQLException {
        statement.setMaxRows(2);
        try (ResultSet row = statement.executeQuery(sql)) {
            int columns = row.getMetaData().getColumnCount();
            if (columns != 1) {
                return new Answer(false, columns + " columns");
            }
            if (!row.next()) {
                return new Answer(false, "no row");
            }
            String value = row.getString(1);
            if (value != null && row.getMetaData().getColumnTypeName(1).equals("bool")) {
                value = String.valueOf(row.getBoolean(1));
            }
            return row.next()
                    ? new Answer(false, "more than one row")
                    : new Answer(expected.equals(value), value == null ? "NULL" : value);
        }
    }

    private static MigrationException failed(SmokeQuery query, String seen, Duration patience) {
        return new MigrationException(
                FailureCode.CUTOVER_ABORTED,
                "The smoke query " + query.name() + " " + seen + "; expected "
                        + query.expected().text() + ", within "
                        + patience.toMillis() / 1000.0 + " s: " + query.sql() + ".",
                "Run it on PostgreSQL by hand to see why, or correct cutover.smokeQueries; then run migrate cutover"
                        + " --rehearse.");
    }
}
