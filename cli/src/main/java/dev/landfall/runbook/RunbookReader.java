package dev.landfall.runbook;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.ServerInfo;
import dev.landfall.check.CheckResult;
import dev.landfall.config.MigrationConfig;
import dev.landfall.cutover.CutoverTimes;
import dev.landfall.cutover.RollbackTimes;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.Records;
import dev.landfall.run.Servers;
import dev.landfall.run.StatusReader;
import dev.landfall.run.StatusReport;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Puts together what a runbook says. Changes neither server. */
public final class RunbookReader {
    private final Servers servers;
    private final MigrationConfig config;

    public RunbookReader(Servers servers, MigrationConfig config) {
        this.servers = servers;
        this.config = config;
    }

    /** @throws MigrationException {@code RUN-003} before a snapshot has begun */
    public Runbook read(RunbookOptions options) throws SQLException {
        StatusReport status = new StatusReader(servers, config).read();
        try (Connection control = servers.target().connect();
                Connection source = servers.source().connect()) {
            MigrationRecord record = Records.existing(control, config.name());
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            ServerInfo server = CatalogReader.serverInfo(source);
            Timetable times = new Timetable(
                    new CutoverTimes(config.name()).read(control),
                    new RollbackTimes(config.name()).latest(control).orElse(null));
            List<CheckResult> preconditions = record.phase().handedOver()
                    ? new RollbackPreconditions(record, status).read(source, server)
                    : new CutoverPreconditions(config, options, record, status, times, now)
                            .read(control, source, server);
            return new Runbook(
                    now,
                    options,
                    ends(control, source, server, record),
                    record.isSplit(),
                    status,
                    preconditions,
                    times,
                    config.runbook().people());
        }
    }

    private Runbook.Ends ends(Connection control, Connection source, ServerInfo server, MigrationRecord record)
            throws SQLException {
        return new Runbook.Ends(
                server.version(),
                text(source, "SELECT CURRENT_USER()"),
                config.source().database(),
                text(control, "SHOW server_version"),
                text(control, "SELECT CAST(current_user AS text)"),
                config.target().host() + ":" + config.target().port() + "/"
                        + config.target().database(),
                record.plan().schema());
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
