package dev.landfall.catalog;

/**
 * The source server and the settings that a migration depends on.
 *
 * @param rowImage {@code binlog_row_image}
 * @param gtidPosition {@code @@gtid_binlog_pos}, empty when nothing was ever logged
 * @param binlogRetentionSeconds 0 keeps binary logs for ever
 * @param legacyEventPosition {@code binlog_legacy_event_pos}, true before 11.4
 */
public record ServerInfo(
        String version,
        long serverId,
        boolean binlogEnabled,
        String binlogFormat,
        String rowImage,
        boolean binlogCompressed,
        String gtidPosition,
        long binlogRetentionSeconds,
        boolean readOnly,
        boolean eventScheduler,
        long preparedXaTransactions,
        String sqlMode,
        String timeZone) {}
