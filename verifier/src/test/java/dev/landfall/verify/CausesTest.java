package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.target.PgType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CausesTest {
    private static final ColumnPlan DOCUMENT = new ColumnPlan(
            new SourceColumn(
                    "doc",
                    new MariaDbType.JsonType(),
                    "json",
                    true,
                    new ColumnDefault.None(),
                    false,
                    null,
                    "utf8mb4",
                    "utf8mb4_bin",
                    false,
                    false,
                    ""),
            "doc",
            PgType.JSON,
            true,
            null,
            null,
            false,
            null,
            null,
            Map.of());

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a,a ,PADDING",
                "a  ,a,PADDING",
                "a, a,OTHER",
                "Abc,aBC,LETTER_CASE",
                "é,e\u0301,NORMAL_FORM",
                "é,Ã©,CHARACTER_SET",
                "Ã©,é,CHARACTER_SET",
                "5 €,5 â‚¬,CHARACTER_SET",
                "Á,Ã\u0081,CHARACTER_SET",
                "привет,РїСЂРёРІРµС‚,CHARACTER_SET",
                "é,?,CHARACTER_SET",
                "a😀b,a????b,CHARACTER_SET",
                "é😀,é?,CHARACTER_SET",
                "é,e,OTHER",
                "a?,ab,OTHER",
                "ab,a?,OTHER",
                "abc,ab,TRUNCATED",
                "abc,,OTHER",
                "ab,abc,OTHER"
            })
    void texts(String source, String target, Cause cause) {
        assertThat(TextCauses.of(source, target == null ? "" : target, true)).isEqualTo(cause);
    }

    @Test
    void ofTextsThatAreNotWholeOnlyATruncationIsCertain() {
        assertThat(TextCauses.of("abc", "ab", false)).isEqualTo(Cause.TRUNCATED);
        assertThat(TextCauses.of("abc", "abc", false)).isEqualTo(Cause.OTHER);
        assertThat(TextCauses.of("ABC", "abc", false)).isEqualTo(Cause.OTHER);
        assertThat(BytesCauses.of("4100", "4100", false)).isEqualTo(Cause.OTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "41,4100,PADDING",
        "4120,41,PADDING",
        "40,4000,PADDING",
        "0412,04,TRUNCATED",
        "C3A9,C383C2A9,CHARACTER_SET",
        "E9,C3A9,CHARACTER_SET",
        "41,42,OTHER"
    })
    void bytes(String source, String target, Cause cause) {
        assertThat(BytesCauses.of(source, target, true)).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-01 00:00:00,2024-01-01 01:00:00,TIME_ZONE",
        "2024-01-01 00:00:00,2023-12-31 10:00:00,TIME_ZONE",
        "2024-01-01 00:00:00.5,2024-01-01 05:45:00.5,TIME_ZONE",
        "2024-01-01 00:00:00,2024-01-01 15:00:00,OTHER",
        "2024-01-01 00:00:00,2024-01-01 00:10:00,OTHER",
        "2024-01-01 00:00:00.5,2024-01-01 01:00:00,OTHER",
        "2024-01-01 00:00:00.123456,2024-01-01 00:00:00.123,FRACTION",
        "2024-01-01 00:00:00.1256,2024-01-01 00:00:00.126,FRACTION",
        "2024-01-01 23:59:59.999999,2024-01-02 00:00:00,FRACTION",
        "2024-01-01 00:00:00.123456,2024-01-01 00:00:00.123457,OTHER",
        "2024-01-01 10:20:30,2024-01-01 00:00:00,TRUNCATED",
        "2024-01-01 10:20:30.5,2024-01-02 10:20:30.5,WHOLE_DAYS",
        "2024-01-01 10:20:30,2020-01-01 10:20:30,WHOLE_DAYS",
        "2024-01-01 00:00:00,2023-12-31 00:00:00,WHOLE_DAYS",
        "2024-01-01 00:00:00,2024-01-03 00:00:00,OTHER",
        "2024-01-01 10:20:30,2024-01-02 10:20:30.5,OTHER",
        "2024-01-01 10:20:30,infinity,OTHER",
        "2024-02-30 00:00:00,2024-03-01 00:00:00,OTHER"
    })
    void moments(String source, String target, Cause cause) {
        assertThat(TimeCauses.ofMoments(source, target)).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-01,2024-02-29,WHOLE_DAYS",
        "2023-12-31,2024-01-01,WHOLE_DAYS",
        "2024-01-01,2024-01-08,OTHER",
        "0000-00-00,2024-01-01,OTHER",
        "2024-01-01,-infinity,OTHER"
    })
    void dates(String source, String target, Cause cause) {
        assertThat(TimeCauses.ofDates(source, target)).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({
        "1123456,1123000,FRACTION",
        "-1500000,-1000000,FRACTION",
        "1000000,2000000,OTHER",
        "123456,123457,OTHER",
        "2592000000000,1 mon,OTHER"
    })
    void spans(String source, String target, Cause cause) {
        assertThat(TimeCauses.ofSpans(source, target)).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({
        "1.256,1.25,FRACTION",
        "1.256,1.26,FRACTION",
        "-1.5,-2,FRACTION",
        "1.25,1.24,OFF_BY_ONE",
        "-0.0001,0.0000,FRACTION",
        "-0.0001,-0.0002,OFF_BY_ONE",
        "1.25,1.23,OTHER",
        "1.2500,1.2600,OTHER",
        "18446744073709551615,18446744073709551614,OFF_BY_ONE",
        "0,-1,OFF_BY_ONE",
        "7,9,OTHER",
        "1.25,NaN,OTHER",
        "10,1,OTHER"
    })
    void decimals(String source, String target, Cause cause) {
        assertThat(NumberCauses.ofDecimals(source, target)).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1,0.10000000000000002,PRECISION",
        "0.123456789012345,0.123457,PRECISION",
        "0.1,0.10000000149011612,PRECISION",
        "1e308,1.0000000000000002e308,PRECISION",
        "0.1,-0.1,OTHER",
        "0,-0,ZERO_SIGN",
        "-0,0,ZERO_SIGN",
        "0.1,0.2,OTHER",
        "1,NaN,OTHER",
        "1,Infinity,OTHER"
    })
    void doubles(double source, double target, Cause cause) {
        assertThat(NumberCauses.ofDoubles(bits(source), bits(target))).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1, \"b\": [1.0, \"ä\"]} | {\"b\":[1,\"\\u00e4\"],\"a\":1} | JSON_TEXT",
                "{\"a\": 1, \"a\": 2} | {\"a\": 2} | JSON_TEXT",
                "{\"a\": 1, \"b\": 2} | {\"b\": 1, \"a\": 2} | OTHER",
                "[1, 2] | [2, 1] | OTHER",
                "[\"a\"] | [\"A\"] | LETTER_CASE",
                "[1, 2] | [1, | TRUNCATED"
            })
    void documents(String source, String target, Cause cause) {
        assertThat(ColumnCause.of(DOCUMENT, shown(source, true), shown(target, true)))
                .isEqualTo(cause);
    }

    @Test
    void ofDocumentsThatAreNotWholeNothingIsKnown() {
        assertThat(ColumnCause.of(DOCUMENT, shown("[1, 2]", false), shown("[1,2]", true)))
                .isEqualTo(Cause.OTHER);
    }

    private static ShownValue shown(String text, boolean whole) {
        return new ShownValue(text, text, whole);
    }

    private static String bits(double value) {
        return Long.toHexString(Double.doubleToLongBits(value));
    }
}
