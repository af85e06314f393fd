package dev.landfall.check;

import dev.landfall.catalog.ServerInfo;
import dev.landfall.failure.FailureCode;
import java.util.List;

/**
 * Server settings under which changes would be missing from the binary log, or be there in a form that cannot be replayed.
 * Debezium passes over several of them without a word, so they are refused here.
 */
public final class SourceSettingChecks {
    private static final long DAY_SECONDS = 86_400;

    private SourceSettingChecks() {}

    public static List<CheckResult> run(ServerInfo server) {
        return List.of(
                version(server),
                binlog(server),
                format(server),
                rowImage(server),
                compression(server),
                gtid(server),
                xa(server),
                retention(server));
    }

    private static CheckResult version(ServerInfo server) {
        String[] numbers = server.version().split("[.-]", 3);
        int major = Integer.parseInt(numbers[0]);
        int minor = Integer.parseInt(numbers[1]);
        boolean mariaDb = server.version().contains("MariaDB");
        return mariaDb && (major > 10 || major == 10 && minor >= 6)
                ? Checks.passed("source-version", "MariaDB " + server.version())
                : Checks.failed(
                        "source-version",
                        "The source is " + server.version() + "; expected MariaDB 10.6 or newer.",
                        "Upgrade the source, or replicate it to a newer MariaDB and migrate from there.",
                        FailureCode.SOURCE_SETTING);
    }

    private static CheckResult binlog(ServerInfo server) {
        return server.binlogEnabled()
                ? Checks.passed("binlog", "binary log on, server_id " + server.serverId())
                : Checks.failed(
                        "binlog",
                        "The source has no binary log (log_bin=OFF): changes during the snapshot could not be followed.",
                        "Set log_bin, binlog_format=ROW and server_id in the server's configuration, then restart MariaDB.",
                        FailureCode.SOURCE_SETTING);
    }

    private static CheckResult format(ServerInfo server) {
        return server.binlogFormat().equalsIgnoreCase("ROW")
                ? Checks.passed("binlog-format", "binlog_format ROW")
                : Checks.failed(
                        "binlog-format",
                        "binlog_format is " + server.binlogFormat()
                                + "; expected ROW: statements cannot be replayed exactly.",
                        "SET GLOBAL binlog_format = 'ROW', make it permanent, and let the applications reconnect.",
                        FailureCode.SOURCE_SETTING);
    }

    private static CheckResult rowImage(ServerInfo server) {
        return server.rowImage().equalsIgnoreCase("FULL")
                ? Checks.passed("binlog-row-image", "binlog_row_image FULL")
                : Checks.failed(
                        "binlog-row-image",
                        "binlog_row_image is " + server.rowImage()
                                + "; expected FULL: values would be missing from changes.",
                        "SET GLOBAL binlog_row_image = 'FULL', make it permanent, and let the applications reconnect.",
                        FailureCode.SOURCE_SETTING);
    }

    private static CheckResult compression(ServerInfo server) {
        return server.binlogCompressed()
                ? Checks.failed(
                        "binlog-compression",
                        "log_bin_compress is ON; expected OFF: the stream cannot read compressed events.",
                        "SET GLOBAL log_bin_compress = OFF and make it permanent, before the snapshot begins.",
                        FailureCode.SOURCE_SETTING)
                : Checks.passed("binlog-compression", "log_bin_compress OFF");
    }

    private static CheckResult gtid(ServerInfo server) {
        return !server.binlogEnabled() || !server.gtidPosition().isEmpty()
                ? Checks.passed("gtid", "gtid_binlog_pos " + server.gtidPosition())
                : Checks.failed(
                        "gtid",
                        "gtid_binlog_pos is empty: nothing was ever written to the binary log, so there is no position to"
                                + " start from.",
                        "Write anything once (for example CREATE DATABASE landfall_probe; DROP DATABASE landfall_probe) and"
                                + " run the command again.",
                        FailureCode.SOURCE_SETTING);
    }

    private static CheckResult xa(ServerInfo server) {
        return server.preparedXaTransactions() == 0
                ? Checks.passed("xa", "no prepared XA transactions")
                : Checks.failed(
                        "xa",
                        server.preparedXaTransactions()
                                + " XA transaction(s) are prepared: the stream cannot tell whether"
                                + " they will be committed.",
                        "Commit or roll them back (XA RECOVER lists them), and use no XA until the cutover.",
                        FailureCode.SOURCE_SETTING);
    }

    private static CheckResult retention(ServerInfo server) {
        long seconds = server.binlogRetentionSeconds();
        return seconds == 0 || seconds >= DAY_SECONDS
                ? Checks.passed("binlog-retention", seconds == 0 ? "kept for ever" : seconds / 3_600 + " hours")
                : Checks.warned(
                        "binlog-retention",
                        "Binary logs are kept for " + seconds
                                + " s only: a snapshot or a pause of the stream that takes" + " longer cannot go on.",
                        "SET GLOBAL binlog_expire_logs_seconds = 864000 until the cutover.",
                        FailureCode.SOURCE_SETTING);
    }
}
