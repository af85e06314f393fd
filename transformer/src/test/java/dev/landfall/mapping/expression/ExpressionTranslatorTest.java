package dev.landfall.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTranslatorTest {
    private static final Map<String, ExpressionColumn> COLUMNS = Map.ofEntries(
            column("price", ValueKind.EXACT_NUMBER, Digits.ofDecimal(10, 2), TextForm.UNKNOWN),
            column("qty", ValueKind.EXACT_NUMBER, Digits.ofInteger(10, false), TextForm.UNKNOWN),
            column("weight", ValueKind.FLOAT, Digits.NONE, TextForm.UNKNOWN),
            column("name", ValueKind.TEXT, Digits.NONE, TextForm.of("utf8mb4", "utf8mb4_general_ci")),
            column("code", ValueKind.TEXT, Digits.NONE, TextForm.of("utf8mb4", "utf8mb4_bin")),
            column("western", ValueKind.TEXT, Digits.NONE, TextForm.of("latin1", "latin1_swedish_ci")),
            column("day", ValueKind.DATE, Digits.NONE, TextForm.UNKNOWN),
            column("moment", ValueKind.DATETIME, Digits.NONE, TextForm.UNKNOWN),
            column("stamp", ValueKind.TIMESTAMP, Digits.NONE, TextForm.UNKNOWN),
            column("doc", ValueKind.JSON, Digits.NONE, TextForm.UNKNOWN),
            column("raw", ValueKind.BYTES, Digits.NONE, TextForm.UNKNOWN),
            column("state", ValueKind.OTHER, Digits.NONE, TextForm.UNKNOWN));

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
                    `qty` > 0                         | (cast("qty" as numeric) > 0)
                    `qty`                             | (cast("qty" as numeric) <> 0)
                    `price` between 1 and 5           | (cast("price" as numeric) BETWEEN 1 AND 5)
                    `qty` not in (1,2)                | (NOT (cast("qty" as numeric) IN (1, 2)))
                    not `qty` = 1 or `qty` is null    | ((NOT (cast("qty" as numeric) = 1)) OR (cast("qty" as numeric) IS NULL))
                    `code` in ('a ','it\\'s')         | (rtrim("code", ' ') IN ('a', 'it''s'))
                    `day` >= '2024-01-01'             | ("day" >= date '2024-01-01')
                    `code` like 'a\\\\_%'             | ("code" LIKE 'a\\_%')
                    `qty` <=> NULL                    | (cast("qty" as numeric) IS NOT DISTINCT FROM NULL)
                    """)
    void checksAreTruthValues(String sql, String expected) {
        assertThat(translate(sql, Use.CHECK)).isEqualTo(new Expression.Translated(expected, ValueKind.BOOLEAN, true));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
                    `price` * `qty`        | EXACT_NUMBER | (cast("price" as numeric) * cast("qty" as numeric))
                    `qty` > 0              | EXACT_NUMBER | cast((cast("qty" as numeric) > 0) as integer)
                    1 + 2 * 3              | EXACT_NUMBER | (cast(1 as numeric) + (cast(2 as numeric) * cast(3 as numeric)))
                    concat(`name`,'-')     | TEXT         | ("name" || '-')
                    ifnull(`name`,'')      | TEXT         | coalesce("name", '')
                    cast(`moment` as date) | DATE         | cast("moment" as date)
                    month(`day`)           | EXACT_NUMBER | cast(extract(month from cast("day" as timestamp)) as integer)
                    """)
    void generatedValuesAreImmutable(String sql, ValueKind kind, String expected) {
        assertThat(translate(sql, Use.GENERATED)).isEqualTo(new Expression.Translated(expected, kind, true));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
                    (curdate() + interval 1 day) | DATE     | cast((cast(CURRENT_DATE as timestamp) + interval '1 days') as date)
                    current_timestamp(6)         | DATETIME | LOCALTIMESTAMP
                    current_timestamp()          | DATETIME | date_trunc('second', LOCALTIMESTAMP)
                    uuid()                       | UUID     | gen_random_uuid()
                    """)
    void defaultsMayDependOnTheMoment(String sql, ValueKind kind, String expected) {
        assertThat(translate(sql, Use.DEFAULT)).isEqualTo(new Expression.Translated(expected, kind, false));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '^', textBlock = """
                    `name` = 'a'                    | compares text under a case-insensitive collation
                    `name` in ('new','paid')        | compares text under a case-insensitive collation
                    `name` like 'a%'                | compares text under a case-insensitive collation
                    'a' = 'A'                       | compares text whose collation is the session's
                    `code` < 'b'                    | asks which text is greater
                    `code` like `name`              | a pattern that is no literal
                    `code` like 'a\\\\'             | ends in a backslash
                    `code` like 'a!%' escape '!'    | ESCAPE
                    `name` regexp '^a'              | regular expression
                    `name` = 1                      | compares text with a number
                    `name` + 1                      | computes with text
                    `weight` * 2                    | computes with a floating point number
                    `name`                          | uses text as a truth value
                    `weight`                        | uses a floating point number as a truth value
                    ~`qty`                          | inverts bits
                    `qty` << 1                      | bit operator <<
                    `qty` & -1                      | may be negative
                    `price` & 1                     | may be negative
                    `price` / round(`price`,1)      | digits behind the point vary
                    `price`*`price`*`price`*`price`*`price`*`price`*`price`*`price` | 81 digits
                    concat(`price`,'')              | turns a number that is no plain integer into text
                    concat(`day`,'')                | turns a DATE into text
                    if(`qty`,`price`,`name`)        | mixes a number and text
                    if(`qty`,`day`,`moment`)        | mixes a DATE and a DATETIME
                    coalesce(`stamp`,`stamp`)       | MariaDB may convert
                    `qty` in (`price`,1)            | among several that are not all literals
                    `day` in (`day`,`moment`)       | among several that are not all literals
                    case `qty` when `price` then 1 when 1 then 2 end | among several that are not all literals
                    lower(`name`)                   | text beyond ASCII
                    md5(`western`)                  | character set other than UTF-8
                    hex(`qty`)                      | hex() on a number
                    left(`name`,-1)                 | no integer literal
                    substr(`name`,0)                | no integer literal
                    lpad(`name`,3,'')               | pads with nothing
                    trim('ab' from `name`)          | one character
                    convert(`name` using latin1)    | does not hold every character
                    `code` = _latin1'a'             | _latin1
                    `qty` = 0x41                    | 0x41
                    json_value(`doc`,'$.a') = 1     | calls json_value()
                    json_valid(`name`)              | json_valid() on text
                    `doc` = '{}'                    | compares JSON
                    year(`stamp`) = 2024            | session's time zone
                    `stamp` > '2024-01-01 00:00:00' | session's time zone
                    `day` > '24-1-1'                | not in the form YYYY-MM-DD
                    `day` > '2023-02-29'            | no calendar has
                    `day` > 20240101                | compares a date with a number
                    `day` + 1                       | computes with a DATE
                    `day` + interval `qty` day > 0  | no integer literal
                    `day` + interval 1 day_hour > 0 | INTERVAL in day_hour
                    date_format(`day`,'%Y')         | calls date_format()
                    timestampdiff(day,`day`,`day`)  | calls timestampdiff()
                    rand()                          | calls rand()
                    `day` > curdate()               | at every moment
                    `state` = 'x'                   | type that expressions are not translated for
                    `raw` = 'x'                     | compares binary data with text
                    `gone` = 1                      | no plain column
                    `db`.`t` = 1                    | no column of the table
                    nextval(`db`.`s`)               | calls nextval()
                    cast(`price` as double)         | casts to double
                    `qty` >                         | not understood at the end
                    `qty` ? 1                       | character ?
                    (`qty`                          | not understood at the end
                    `qty` 1                         | not understood at 1
                    NULL = NULL                     | compares NULL with NULL
                    """)
    void whatMayMeanSomethingElseIsRefusedWithAReason(String sql, String reason) {
        assertThat(translate(sql, Use.CHECK))
                .isInstanceOfSatisfying(
                        Expression.Untranslated.class,
                        untranslated -> assertThat(untranslated.reason()).contains(reason));
    }

    @Test
    void aDefaultMayNotReferToAColumn() {
        assertThat(translate("`qty` + 1", Use.DEFAULT)).isInstanceOf(Expression.Untranslated.class);
    }

    private static Expression translate(String sql, Use use) {
        return ExpressionTranslator.translate(sql, name -> Optional.ofNullable(COLUMNS.get(name)), use);
    }

    private static Map.Entry<String, ExpressionColumn> column(
            String name, ValueKind kind, Digits digits, TextForm text) {
        return Map.entry(name, new ExpressionColumn(name, kind, digits, text));
    }
}
