package dev.landfall.verify;

import dev.landfall.target.PgType;
import java.util.List;
import java.util.stream.Stream;

/** What may happen to a value on the target: expressions of PostgreSQL over a column {@code v}, and when they give another value. */
final class NearMisses {
    private NearMisses() {}

    /** Expressions of the column's type, but for its modifiers; of some values they give the same again. */
    static List<String> of(PgType type) {
        return Stream.concat(Stream.of("CASE WHEN id % 2 = 0 THEN v END"), byKind(type))
                .toList();
    }

    private static Stream<String> byKind(PgType type) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT ->
                Stream.of(
                        "coalesce(v, 0)",
                        "nullif(v, 0)",
                        "CASE WHEN v < 32767 THEN v + 1 ELSE v - 1 END",
                        "CASE WHEN v > -32768 THEN -v ELSE 0 END",
                        "v / 10",
                        "v % 100");
            case NUMERIC ->
                Stream.of(
                                "coalesce(v, 0)",
                                "nullif(v, 0)",
                                "-v",
                                "v + 1e-" + type.second(),
                                "v - 1e-" + type.second(),
                                "trunc(v, " + (type.second() - 1) + ")",
                                "v / 10",
                                "'NaN'")
                        .map(expression -> "(" + expression + ")::" + type.sql());
            case REAL, DOUBLE ->
                Stream.of(
                                "coalesce(v, 0)",
                                "nullif(v, 0)",
                                "-v",
                                "CASE WHEN v = 0 THEN -v ELSE v END",
                                "CASE WHEN abs(v) < 1e30 THEN v * (1 + 1.2e-7) ELSE v / 2 END",
                                "CASE WHEN abs(v) < 1e300 THEN v * (1 + 2.3e-16) ELSE v / 2 END",
                                "CASE WHEN abs(v) < 1e300 THEN v * (1 - 1.2e-16) ELSE v / 2 END",
                                "CASE WHEN abs(v) BETWEEN 1e-30 AND 1e30 THEN round(v::numeric, 6) ELSE v END",
                                "CASE WHEN abs(v) BETWEEN 1e-30 AND 1e30 THEN v::real ELSE v END",
                                "'NaN'",
                                "'-Infinity'")
                        .map(expression -> "(" + expression + ")::" + type.sql());
            case VARCHAR, TEXT ->
                Stream.of(
                                "coalesce(v, '')",
                                "nullif(v, '')",
                                "v || ' '",
                                "' ' || v",
                                "rtrim(v)",
                                "left(v, -1)",
                                "left(v, 1000)",
                                "left(v, 250)",
                                "'0' || v",
                                "v || v",
                                "upper(v)",
                                "lower(v)",
                                "normalize(v, NFC)",
                                "normalize(v, NFD)",
                                "normalize(v, NFKC)",
                                "v || E'\\u200b'",
                                "replace(v, '\\', '\\\\')",
                                "translate(v, 'áäéß', 'aaes')",
                                "CASE WHEN octet_length(v) > 32 THEN md5(v) ELSE v END",
                                "reverse(v)")
                        .map(expression -> "(" + expression + ")::text");
            case JSON ->
                Stream.of(
                                "coalesce(v::text, 'null')",
                                "nullif(v::text, 'null')",
                                "v::text || ' '",
                                "v::jsonb::text",
                                "normalize(v::text, NFD)",
                                "normalize(v::text, NFC)",
                                "regexp_replace(v::text, '([.][0-9]+)([,}\\]])', '\\10\\2')",
                                "'[' || v::text || ']'",
                                "to_json(v::text)::text")
                        .map(expression -> "(" + expression + ")::json");
            case JSONB ->
                Stream.of(
                        "coalesce(v, 'null')",
                        "nullif(v, 'null')",
                        "jsonb_build_array(v)",
                        "v -> 0",
                        "to_jsonb(v::text)",
                        "CASE WHEN jsonb_typeof(v) = 'object' THEN v || '{\"\": null}' ELSE v END",
                        "CASE WHEN jsonb_typeof(v) = 'object' THEN v - 'a' ELSE v END",
                        "jsonb_strip_nulls(v)",
                        "CASE WHEN jsonb_typeof(v) = 'number' THEN to_jsonb(-(v #>> '{}')::numeric) ELSE v END",
                        "CASE WHEN jsonb_typeof(v) = 'number' THEN to_jsonb((v #>> '{}')::numeric + 1e-30) ELSE v END",
                        "CASE WHEN jsonb_typeof(v) = 'string' THEN to_jsonb((v #>> '{}') || ' ') ELSE v END",
                        "normalize(v::text, NFD)::jsonb",
                        "normalize(v::text, NFC)::jsonb",
                        // The same documents in another spelling.
                        "regexp_replace(v::text, '([0-9])([,}\\]])', '\\1e0\\2')::jsonb",
                        "CASE WHEN jsonb_typeof(v) = 'number' THEN to_jsonb((v #>> '{}')::numeric + 0.000) ELSE v END");
            case BYTEA ->
                Stream.of(
                        "coalesce(v, '')",
                        "nullif(v, '')",
                        "v || '\\x00'::bytea",
                        "v || '\\x20'::bytea",
                        "'\\x00'::bytea || v",
                        "substr(v, 2)",
                        "substr(v, 1, greatest(length(v) - 1, 0))",
                        "CASE WHEN length(v) > 0 THEN set_bit(v, 0, 1 - get_bit(v, 0)) ELSE v END",
                        "CASE WHEN length(v) > 0 THEN set_byte(v, length(v) - 1, 255 - get_byte(v, length(v) - 1)) ELSE v END",
                        "CASE WHEN length(v) > 16 THEN decode(md5(v), 'hex') ELSE v END");
            case DATE ->
                Stream.of(
                        "v + 1",
                        "v - 1",
                        "(v + interval '1 month')::date",
                        "(v - interval '1 year')::date",
                        "CASE WHEN v < '0001-01-01' THEN (v + interval '1 year')::date ELSE v END",
                        "'-infinity'::date",
                        "CASE WHEN extract(day FROM v) < 13 THEN make_date(greatest(1, extract(year FROM v)::integer),"
                                + " extract(day FROM v)::integer, extract(month FROM v)::integer) ELSE v END");
            case TIMESTAMP, TIMESTAMPTZ ->
                Stream.of(
                                "v + interval '1 microsecond'",
                                "v - interval '1 microsecond'",
                                "v + interval '1 hour'",
                                "v - interval '1 hour'",
                                "v + interval '30 minutes'",
                                "v + interval '1 day'",
                                "date_trunc('second', v)",
                                "date_trunc('milliseconds', v)",
                                "date_trunc('day', v)",
                                "CASE WHEN v < '0001-01-01' THEN v + interval '1 year' ELSE v END",
                                "'infinity'",
                                "'-infinity'")
                        .map(expression -> "(" + expression + ")::" + withoutModifier(type));
            case INTERVAL ->
                Stream.of(
                        "coalesce(v, interval '0')",
                        "nullif(v, interval '0')",
                        "-v",
                        "v + interval '1 microsecond'",
                        "v - interval '1 microsecond'",
                        "v + interval '1 hour'",
                        "v + interval '1 day'",
                        "date_trunc('second', v)",
                        "v + interval '1 month' - interval '30 days'",
                        "v - interval '1 year' + interval '365.25 days'",
                        // Spelled otherwise, and as long.
                        "justify_hours(v)");
            case UUID ->
                Stream.of(
                        "overlay(v::text placing 'f' from 1 for 1)::uuid",
                        "overlay(v::text placing '0' from 36 for 1)::uuid",
                        "(substr(v::text, 20, 4) || substr(v::text, 5, 15) || substr(v::text, 1, 4) || substr(v::text, 24))::uuid");
            case INET ->
                Stream.of(
                        "CASE WHEN host(v) LIKE '255.%' OR host(v) LIKE 'ffff:%' THEN v - 1 ELSE v + 1 END",
                        "set_masklen(v, masklen(v) - 1)",
                        "set_masklen(v, masklen(v))::cidr::inet",
                        "CASE family(v) WHEN 4 THEN ('::ffff:' || host(v))::inet ELSE v END",
                        "CASE family(v) WHEN 4 THEN ('::' || host(v))::inet ELSE '1.2.3.4' END",
                        "~v");
            case BIT ->
                Stream.of(
                        "~v",
                        "v << 1",
                        "v >> 1",
                        "set_bit(v, 0, 1 - get_bit(v, 0))",
                        "set_bit(v, length(v) - 1, 1 - get_bit(v, length(v) - 1))",
                        "coalesce(v, repeat('0', " + type.first() + ")::bit(" + type.first() + "))");
            case BOOLEAN -> Stream.of("NOT v", "coalesce(v, false)", "nullif(v, false)", "coalesce(v, true)");
            case TEXT_ARRAY ->
                Stream.of(
                                "coalesce(v, '{}')",
                                "nullif(v, '{}')",
                                "v || ''::text",
                                "v || NULL::text",
                                "v[2:]",
                                "v[:cardinality(v) - 1]",
                                "ARRAY[array_to_string(v, ',')]",
                                "CASE WHEN cardinality(v) > 0 THEN ARRAY[v] ELSE v END",
                                "array_fill(v[1], ARRAY[1], ARRAY[5])",
                                "(SELECT array_agg(label ORDER BY label DESC) FROM unnest(v) AS labels (label))",
                                "(SELECT array_agg(upper(label) ORDER BY i) FROM unnest(v) WITH ORDINALITY AS labels (label, i))",
                                "(SELECT array_agg(label || ' ' ORDER BY i) FROM unnest(v) WITH ORDINALITY AS labels (label, i))")
                        .map(expression -> "(" + expression + ")::text[]");
            case GEOMETRY ->
                Stream.of(
                                "ST_SetSRID(v, 3857)",
                                "ST_SetSRID(v, 0)",
                                "ST_Translate(v, 0, 1e-12)",
                                "ST_Scale(v, 1, -1)",
                                "ST_FlipCoordinates(v)",
                                "ST_Reverse(v)",
                                "ST_Multi(v)",
                                "ST_Force3D(v)",
                                "ST_Envelope(v)")
                        .map(expression -> type.qualifier() + "." + expression);
            // No server that the tests run on has a VECTOR.
            case REAL_ARRAY -> Stream.of();
        };
    }

    private static String withoutModifier(PgType type) {
        return type.kind() == PgType.Kind.TIMESTAMP ? "timestamp" : "timestamptz";
    }

    /**
     * The condition that two values are different ones, as the mapping promises it.
     *
     * @param zeroSigns whether -0 is another value than 0
     */
    static String different(PgType type, boolean zeroSigns, String one, String other) {
        return switch (type.kind()) {
            case REAL, DOUBLE ->
                zeroSigns ? one + "::text IS DISTINCT FROM " + other + "::text" : one + " IS DISTINCT FROM " + other;
            case JSON -> one + "::text IS DISTINCT FROM " + other + "::text";
            // A month is not always as long as 30 days.
            case INTERVAL ->
                one + " IS DISTINCT FROM " + other + " OR date_part('year', " + one + ") <> date_part('year', " + other
                        + ") OR date_part('month', " + one + ") <> date_part('month', " + other + ")";
            case GEOMETRY -> {
                String bytes = type.qualifier() + ".ST_AsEWKB(";
                yield bytes + one + ") IS DISTINCT FROM " + bytes + other + ")";
            }
            // Whatever a collation takes for equal.
            case VARCHAR, TEXT -> "convert_to(" + one + ", 'UTF8') IS DISTINCT FROM convert_to(" + other + ", 'UTF8')";
            case SMALLINT,
                    INTEGER,
                    BIGINT,
                    NUMERIC,
                    BYTEA,
                    DATE,
                    TIMESTAMP,
                    TIMESTAMPTZ,
                    UUID,
                    INET,
                    BIT,
                    TEXT_ARRAY,
                    BOOLEAN,
                    JSONB,
                    REAL_ARRAY -> one + " IS DISTINCT FROM " + other;
        };
    }
}
