package dev.landfall.text;

import dev.landfall.catalog.SourceColumn;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the decoder of a character set. Each gives the very characters that the server's own conversion gives; where Java's
 * table differs, the difference is listed here ({@code CharacterSetsIT} compares every sequence with the server's).
 * Malformed bytes are refused, never replaced.
 */
public final class TextDecoders {
    private static final Set<String> UTF8 = Set.of("utf8mb4", "utf8mb3", "utf8");
    private static final Map<String, TextDecoder> BY_NAME = new HashMap<>();

    static {
        UTF8.forEach(name -> BY_NAME.put(name, TextDecoders::utf8));
        addStrict("ascii", "US-ASCII");
        addStrict("ucs2", "UTF-16BE");
        addStrict("utf16", "UTF-16BE");
        addStrict("utf16le", "UTF-16LE");
        addStrict("utf32", "UTF-32BE");
        // cp1252, and its five gaps are the control characters of the same number.
        addTable("latin1", "windows-1252", Map.of(0x81, 0x81, 0x8D, 0x8D, 0x8F, 0x8F, 0x90, 0x90, 0x9D, 0x9D));
        addTable("latin2", "ISO-8859-2", Map.of());
        addTable("latin5", "ISO-8859-9", Map.of());
        addTable("latin7", "ISO-8859-13", Map.of());
        addTable(
                "greek",
                "ISO-8859-7",
                Map.of(
                        0xA1, 0x02BD,
                        0xA2, 0x02BC,
                        0xA4, TableDecoder.REFUSED,
                        0xA5, TableDecoder.REFUSED,
                        0xAA, TableDecoder.REFUSED));
        addTable("hebrew", "ISO-8859-8", Map.of(0xAF, 0x203E));
        addTable("tis620", "TIS-620", Map.of(0xA0, TableDecoder.REFUSED));
        addTable("cp1250", "windows-1250", Map.of());
        addTable("cp1251", "windows-1251", Map.of());
        addTable("cp1256", "windows-1256", refused(0x8A, 0x8F, 0x98, 0x9A, 0x9F, 0xAA, 0xC0, 0xFF));
        addTable("cp1257", "windows-1257", Map.of());
        addTable("cp850", "IBM850", Map.of());
        addTable("cp852", "IBM852", Map.of());
        addTable("cp866", "IBM866", Map.of(0xFC, 0x207F, 0xFD, 0xB2));
        addTable("koi8r", "KOI8-R", Map.of());
        addTable("koi8u", "KOI8-U", Map.of(0x95, 0x2022));
        addTable("macce", "x-MacCentralEurope", Map.of());
        addTable("macroman", "x-MacRoman", Map.of());
        addTable("sjis", "Shift_JIS", Map.of(0x815C, 0x2015, 0x815F, 0x5C));
        addTable("cp932", "windows-31j", Map.of());
        addTable("gbk", "GBK", Map.of(0xA892, 0x2295, 0xA2E3, TableDecoder.REFUSED));
        addTable("gb2312", "GB2312", Map.of());
        addTable("euckr", "x-windows-949", Map.of());
        // MariaDB itself has no character for these and answers U+FFFD.
        addTable(
                "big5",
                "Big5",
                Map.of(
                        0xA15A, TableDecoder.REFUSED,
                        0xA1FE, TableDecoder.REFUSED,
                        0xA240, TableDecoder.REFUSED,
                        0xA2CC, TableDecoder.REFUSED,
                        0xA2CE, TableDecoder.REFUSED));
    }

    private TextDecoders() {}

    /** @param charset MariaDB's name of it; empty for one that cannot be decoded exactly */
    public static Optional<TextDecoder> find(String charset) {
        return Optional.ofNullable(BY_NAME.get(charset));
    }

    /** Whether the column's bytes are what PostgreSQL takes for the same text. */
    public static boolean isUtf8(SourceColumn column) {
        return UTF8.contains(charset(column));
    }

    private static String charset(SourceColumn column) {
        return column.charset() == null ? "utf8mb4" : column.charset();
    }

    /** @throws MigrationException when the column's character set cannot be decoded exactly */
    public static TextDecoder of(SourceColumn column) {
        String name = charset(column);
        return find(name)
                .orElseThrow(() -> new MigrationException(
                        FailureCode.VALUE_REFUSED,
                        "Column " + column.name() + " (" + column.declaration() + ") has the character set " + name
                                + ", whose bytes this version cannot decode exactly.",
                        "Convert the column on the source first: ALTER TABLE ... MODIFY ... CHARACTER SET utf8mb4."));
    }

    /** A runtime image may lack the extended character sets; the name is then unknown here too. */
    private static void addStrict(String name, String javaName) {
        if (Charset.isSupported(javaName)) {
            Charset charset = Charset.forName(javaName);
            BY_NAME.put(name, (row, offset, length) -> strict(charset, row, offset, length));
        }
    }

    /** Newer in Java's table: MariaDB itself shows a question mark. */
    private static Map<Integer, Integer> refused(Integer... sequences) {
        Map<Integer, Integer> differences = new HashMap<>();
        for (Integer sequence : sequences) {
            differences.put(sequence, TableDecoder.REFUSED);
        }
        return differences;
    }

    private static void addTable(String name, String javaName, Map<Integer, Integer> differences) {
        if (Charset.isSupported(javaName)) {
            BY_NAME.put(name, new TableDecoder(Charset.forName(javaName), differences));
        }
    }

    /** The replacement character is looked for first because it is almost never there: a strict decoder is slower. */
    private static String utf8(byte[] row, int offset, int length) throws UnreadableBytesException {
        String text = new String(row, offset, length, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : strict(StandardCharsets.UTF_8, row, offset, length);
    }

    private static String strict(Charset charset, byte[] row, int offset, int length) throws UnreadableBytesException {
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(row, offset, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableBytesException(charset.name());
        }
    }
}
