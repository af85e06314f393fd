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
        String timeZone) {
    /** Whether {@code read_only} holds writes back: MariaDB 12 has stricter forms of ON, which it spells otherwise. */
    public static boolean isReadOnly(String value) {
        return !value.equals("0") && !value.equalsIgnoreCase("OFF");
    }

    /** Whether a setting is on that has no other forms of ON: DISABLED, which {@code event_scheduler} knows, is off. */
    public static boolean isOn(String value) {
        return value.equals("1") || value.equalsIgnoreCase("ON");
    }
}
