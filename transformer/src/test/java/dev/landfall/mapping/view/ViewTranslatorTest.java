package dev.landfall.mapping.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.mapping.NameMapper;
import dev.landfall.mapping.view.ValueType.Kind;
import dev.landfall.mapping.view.ViewTranslation.Translated;
import dev.landfall.mapping.view.ViewTranslation.Untranslated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewTranslatorTest {
    private static final ViewSource ORDERS = new ViewSource(
            "sales",
            "orders",
            List.of(
                    column("Id", ValueType.INTEGER),
                    column("customer_id", ValueType.INTEGER),
                    column("total", ValueType.decimal(2)),
                    column("qty", ValueType.INTEGER),
                    column("rate", ValueType.DOUBLE),
                    column("note", ValueType.TEXT),
                    column("status", new ValueType(Kind.ENUMERATION, 0)),
                    column("due", ValueType.DATE),
                    column("placed", ValueType.timestamp(0)),
                    column("seen", new ValueType(Kind.INSTANT, 0)),
                    column("flag", new ValueType(Kind.BIT, 1)),
                    column("doc", new ValueType(Kind.JSON, 0)),
                    column("key", new ValueType(Kind.UUID, 0))));
    private static final Map<String, ViewSource> SOURCES = Map.of("Orders", ORDERS);

    private static ViewColumn column(String name, ValueType type) {
        return new ViewColumn(name, NameMapper.map(name), type);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '@', textBlock = """
            `o`.`Id`                          | "o"."id"
            -`o`.`qty`                        | (-cast("o"."qty" as bigint))
            `o`.`qty` + 1                     | (cast("o"."qty" as bigint) + 1)
            `o`.`qty` / 2                     | round((cast("o"."qty" as numeric(65, 16)) / 2), 4)
            `o`.`total` / `o`.`qty`           | round((cast("o"."total" as numeric(65, 18)) / nullif(cast("o"."qty" as bigint), 0)), 6)
            `o`.`rate` / 2                    | (cast("o"."rate" as double precision) / 2)
            `o`.`qty` DIV 2                   | cast(div(cast("o"."qty" as bigint), 2) as bigint)
            `o`.`total` MOD 3                 | mod("o"."total", 3)
            `o`.`qty` = 1                     | cast(("o"."qty" = 1) as integer)
            `o`.`qty` <=> NULL                | cast(("o"."qty" is not distinct from NULL) as integer)
            !(`o`.`qty` > 1 and `o`.`Id` or 0) | cast((not ((("o"."qty" > 1) and ("o"."id" <> 0)) or (0 <> 0))) as integer)
            `o`.`qty` > 1 xor `o`.`Id` = 2    | cast((("o"."qty" > 1) <> ("o"."id" = 2)) as integer)
            `o`.`Id` in ('1',2)               | cast(("o"."id" in (1, 2)) as integer)
            `o`.`Id` between 1 and 2 = 1      | cast((cast(("o"."id" between 1 and 2) as integer) = 1) as integer)
            `o`.`flag` <> 0                   | cast(("o"."flag" <> B'0') as integer)
            `o`.`flag` = 0x01                 | cast(("o"."flag" = B'1') as integer)
            `o`.`placed` >= '2024-01-01'      | cast(("o"."placed" >= date '2024-01-01') as integer)
            `o`.`seen` > `o`.`due`            | cast(("o"."seen" > cast(cast("o"."due" as timestamp) as timestamptz)) as integer)
            `o`.`due` + interval 1 month      | cast((cast("o"."due" as timestamp) + interval '1 month') as date)
            `o`.`due` + interval `o`.`qty` hour | (cast("o"."due" as timestamp) + (cast("o"."qty" as bigint) * interval '1 hour'))
            current_timestamp()               | date_trunc('second', cast(statement_timestamp() as timestamp))
            date_format(`o`.`due`,'%Y-%m at %H') | to_char(cast("o"."due" as timestamp), 'YYYY-MM" at "HH24')
            concat(`o`.`note`,'-',`o`.`Id`)   | ("o"."note" || '-' || cast("o"."id" as text))
            ifnull(`o`.`note`,`o`.`due`)      | coalesce("o"."note", to_char(cast("o"."due" as timestamp), 'YYYY-MM-DD'))
            if(`o`.`qty`,'y','n')             | case when ("o"."qty" <> 0) then 'y' else 'n' end
            greatest(`o`.`qty`,3)             | case when "o"."qty" is null then NULL else greatest("o"."qty", 3) end
            'it\\'s \\\\ `x`'                 | 'it''s \\ `x`'
            count(0)                          | count(*)
            sum(`o`.`qty` > 5)                | sum(cast(("o"."qty" > 5) as integer))
            avg(`o`.`qty`)                    | round(avg(cast("o"."qty" as bigint)), 4)
            group_concat(`o`.`note` order by `o`.`Id` DESC separator '; ') | string_agg("o"."note", '; ' order by "o"."id" desc nulls last)
            json_unquote(json_extract(`o`.`doc`,'$.a[1]')) | case json_typeof((cast("o"."doc" as json) #> '{a,1}')) when 'null' then 'null' else ((cast("o"."doc" as json) #> '{a,1}') #>> '{}') end
            substring_index(`o`.`note`,' ',1) | split_part("o"."note", ' ', 1)
            """)
    void expressionsKeepTheirMeaning(String source, String target) {
        assertThat(sql("select " + source + " AS `X` from `shop`.`Orders` `o`"))
                .isEqualTo("select " + target + " as \"x\" from \"sales\".\"orders\" \"o\"");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '@', textBlock = """
            `o`.`note` + 1            | It takes text as a number: o.note.
            `o`.`due` + 1             | It takes a date as a number: o.due.
            `o`.`status` = 1          | It takes an ENUM as a number: o.status.
            `o`.`note` or 1           | It takes text as a truth value: o.note.
            `o`.`Id` = 'x'            | It takes text as a number: 'x'.
            `o`.`due` > '24-1-1'      | It takes the text '24-1-1' as a date.
            `o`.`doc` < 1             | It takes a JSON document as a number: o.doc.
            `o`.`key` < `o`.`key`     | It asks which of two values comes first of a UUID.
            `o`.`flag` = 2            | It compares a BIT(1) with 2.
            ~`o`.`qty`                | It inverts bits with ~.
            `o`.`qty` ^ 3             | It computes with the bit operator ^.
            `o`.`qty` & `o`.`Id`      | It takes bits without a constant mask: o.qty & o.id.
            `o`.`rate` DIV 2          | It computes DIV of floating point numbers.
            concat(`o`.`rate`)        | It takes a double as text: o.rate.
            week(`o`.`due`,0)         | It counts weeks in mode 0; PostgreSQL knows ISO weeks (mode 3) alone.
            uuid()                    | It calls uuid(), which has no translation.
            `shop`.`f`(1)             | It calls the stored function shop.f.
            `o`.`note` regexp 'a'     | It holds "regexp" after "o . note", which has no translation.
            `o`.`gone`                | It reads o.gone, which is not on the target.
            '????'                    | It holds ????, which is how MariaDB shows a character that it cannot show there.
            _latin1'é'                | It holds a literal of the character set latin1.
            """)
    void whatCannotBeExactIsRefusedByName(String source, String reason) {
        assertThat(translate("select " + source + " AS `X` from `shop`.`Orders` `o`"))
                .isEqualTo(new Untranslated(reason));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '@', textBlock = """
            select `o`.`Id` AS `id` from (`shop`.`Orders` `o` left join `shop`.`Orders` `P` on(`o`.`Id` = `P`.`Id`)) | select "o"."id" as "id" from "sales"."orders" "o" left join "sales"."orders" "p" on ("o"."id" = "p"."id")
            select straight_join 1 AS `a` from `shop`.`Orders` FORCE INDEX (PRIMARY) join `shop`.`Orders` `p` | select 1 as "a" from "sales"."orders" cross join "sales"."orders" "p"
            select `shop`.`Orders`.`Id` AS `id` from `shop`.`Orders` order by `shop`.`Orders`.`due` limit 2,5 | select "orders"."id" as "id" from "sales"."orders" order by "orders"."due" nulls first limit 5 offset 2
            select 1 AS `1` from DUAL  where 1 | select 1 as "1" where (1 <> 0)
            select count(0) AS `n` from `shop`.`Orders` having `n` > 1 | select count(*) as "n" from "sales"."orders" having (count(*) > 1)
            with c as (select 1 AS `x`)select `c`.`x` AS `x` from `c` | with "c" ("x") as (select 1 as "x") select "c"."x" as "x" from "c"
            select `d`.`n` AS `n` from (select `shop`.`Orders`.`Id` AS `n` from `shop`.`Orders`) `d` | select "d"."n" as "n" from (select "orders"."id" as "n" from "sales"."orders") "d"
            (select 1 AS `a` limit 1) union all (select 2 AS `2`) order by `a` | (select 1 as "a" limit 1) union all (select 2 as "2") order by "a" nulls first
            """)
    void queriesKeepTheirShape(String source, String target) {
        assertThat(sql(source)).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '@', textBlock = """
            select 1 AS `a` from `other`.`t` | It reads other.t of another database.
            select 1 AS `a` from `shop`.`gone` | It reads gone, which is not on the target.
            select `shop`.`Orders`.`Id` AS `Id` from `shop`.`Orders` having `Id` > 1 | It has HAVING without groups.
            select `shop`.`Orders`.`Id` AS `Id` from `shop`.`Orders` union select 'a' AS `a` | It combines an integer and text in one column: Id.
            select 1 AS `a` from `shop`.`Orders` for update | It holds "for" after "shop . Orders", which has no translation.
            values (1) | It holds "values", which has no translation.
            """)
    void queriesWithoutATranslationAreRefused(String source, String reason) {
        assertThat(translate(source)).isEqualTo(new Untranslated(reason));
    }

    @Test
    void knownDifferencesAreToldOnce() {
        Translated view =
                (Translated) translate("select `o`.`Id` AS `Id` from `shop`.`Orders` `o` where `o`.`note` like 'a%'"
                        + " or `o`.`note` like 'b%' order by `o`.`status`");

        assertThat(view.caveats()).containsExactly(ViewCaveat.LIKE.sentence(), ViewCaveat.ENUM_ORDER.sentence());
    }

    @Test
    void whatItReadsAndGivesIsTold() {
        Translated view = (Translated) translate("select `o`.`total` / 2 AS `Half`,`o`.`qty` > 1 AS `many` from"
                + " (`shop`.`Orders` `o` join `shop`.`Orders` `p`)");

        assertThat(view.readsFrom()).containsExactly("Orders");
        assertThat(view.columns())
                .containsExactly(
                        new ViewColumn("Half", "half", ValueType.decimal(6)),
                        new ViewColumn("many", "many", ValueType.INTEGER));
    }

    @Test
    void longTextLiteralsAreRead() {
        String text = "x''\\\\".repeat(20_000);

        assertThat(translate("select '" + text + "' AS `a`")).isInstanceOf(Translated.class);
    }

    private static String sql(String source) {
        ViewTranslation translation = translate(source);
        return translation instanceof Translated translated ? translated.sql() : translation.toString();
    }

    private static ViewTranslation translate(String source) {
        return ViewTranslator.translate(source, "shop", name -> Optional.ofNullable(SOURCES.get(name)));
    }
}
