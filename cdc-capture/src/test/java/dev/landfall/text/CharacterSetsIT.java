package dev.landfall.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's own conversion is the measure: the snapshot gets its text through it. */
class CharacterSetsIT {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ascii", "big5", "cp1250", "cp1251", "cp1256", "cp1257", "cp850", "cp852", "cp866", "cp932", "euckr",
                "gb2312", "gbk", "greek", "hebrew", "koi8r", "koi8u", "latin1", "latin2", "latin5", "latin7", "macce",
                "macroman", "sjis", "tis620", "ucs2", "utf16", "utf16le",
            })
    void noSequenceOfOneOrTwoBytesIsReadDifferentlyFromTheServer(String charset) throws Exception {
        TextDecoder decoder = decoder(charset);
        Map<String, String> different = new TreeMap<>();
        int same = 0;
        try (TestSourceDatabase database = TestMariaDb.shared().createDatabase()) {
            for (List<String> row : sequences(database, charset)) {
                String expected = new String(HEX.parseHex(row.get(1)), StandardCharsets.UTF_8);
                String actual = decode(decoder, HEX.parseHex(row.get(0)));
                same += expected.equals(actual) ? 1 : 0;
                if (actual != null && !expected.equals(actual)) {
                    different.put(row.get(0), expected + " but " + actual);
                }
            }
        }

        assertThat(different).isEmpty();
        assertThat(same).isGreaterThanOrEqualTo(128);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "big5", "cp1250", "cp1251", "cp1256", "cp1257", "cp850", "cp852", "cp866", "cp932", "euckr", "gb2312",
                "gbk", "greek", "hebrew", "koi8r", "koi8u", "latin2", "latin5", "latin7", "macce", "macroman", "sjis",
                "tis620",
            })
    void whatTheServerHasNoCharacterForIsRefused(String charset) throws Exception {
        TextDecoder decoder = decoder(charset);
        Map<String, String> read = new TreeMap<>();
        try (TestSourceDatabase database = TestMariaDb.shared().createDatabase()) {
            for (List<String> row : unknownSequences(database, charset)) {
                String actual = decode(decoder, HEX.parseHex(row.get(0)));
                if (actual != null) {
                    read.put(row.get(0), HEX.formatHex(actual.getBytes(StandardCharsets.UTF_16BE)));
                }
            }
        }

        assertThat(read).isEmpty();
    }

    /** Characters of one or two bytes that the character set has and that the server shows as a question mark. */
    private static List<List<String>> unknownSequences(TestSourceDatabase database, String charset) throws Exception {
        return database.query("""
                SELECT sequence, HEX(CONVERT(CONVERT(UNHEX(sequence) USING %1$s) USING utf8mb4)) AS unicode
                FROM (SELECT LPAD(HEX(seq), 2, '0') AS sequence FROM seq_128_to_255
                      UNION ALL SELECT LPAD(HEX(seq), 4, '0') FROM seq_32768_to_65535) AS all_sequences
                WHERE HEX(CONVERT(UNHEX(sequence) USING %1$s)) = sequence
                  AND CHAR_LENGTH(CONVERT(UNHEX(sequence) USING %1$s)) = 1
                HAVING unicode = '3F'
                """.formatted(charset));
    }

    /** Well-formed characters of one or two bytes for which the server has a character of Unicode. */
    private static List<List<String>> sequences(TestSourceDatabase database, String charset) throws Exception {
        return database.query("""
                SELECT sequence, HEX(CONVERT(CONVERT(UNHEX(sequence) USING %1$s) USING utf8mb4)) AS unicode
                FROM (SELECT LPAD(HEX(seq), 2, '0') AS sequence FROM seq_0_to_255
                      UNION ALL SELECT LPAD(HEX(seq), 4, '0') FROM seq_0_to_65535) AS all_sequences
                WHERE HEX(CONVERT(UNHEX(sequence) USING %1$s)) = sequence
                  AND CHAR_LENGTH(CONVERT(UNHEX(sequence) USING %1$s)) = 1
                HAVING unicode NOT IN ('EFBFBD') AND (unicode <> '3F' OR sequence IN ('3F', '003F', '3F00'))
                """.formatted(charset));
    }

    private static @Nullable String decode(TextDecoder decoder, byte[] sequence) {
        try {
            return decoder.characters(sequence, 0, sequence.length);
        } catch (UnreadableBytesException e) {
            return null; // refused, which is safe
        }
    }

    private static TextDecoder decoder(String charset) {
        return TextDecoders.find(charset).orElseThrow();
    }
}
