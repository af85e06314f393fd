package dev.landfall.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** Names on the target: lower case, so that nobody has to quote them, and at most 63 bytes. */
public final class NameMapper {
    /** PostgreSQL cuts longer names silently (NAMEDATALEN - 1). */
    private static final int MAX_BYTES = 63;

    private NameMapper() {}

    public static String map(String sourceName) {
        return shorten(sourceName.toLowerCase(Locale.ROOT));
    }

    /** An index is unique per schema in PostgreSQL, per table in MariaDB: the table's name goes in front. */
    public static String index(String table, String index) {
        String lower = index.toLowerCase(Locale.ROOT);
        return lower.startsWith(table + "_") ? shorten(lower) : shorten(table + "_" + lower);
    }

    /** Cuts at a character's end and appends a hash of the whole name, so that two long names stay apart. */
    public static String shorten(String name) {
        if (bytes(name) <= MAX_BYTES) {
            return name;
        }
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        String hash = String.format(Locale.ROOT, "_%08x", crc.getValue());
        int end = name.length();
        while (bytes(name.substring(0, end)) + hash.length() > MAX_BYTES) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end) + hash;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
