package dev.landfall.mapping.expression;

import java.util.Map;

/**
 * Functions of dates without a time zone. MariaDB's year 0 is PostgreSQL's 1 BC, but has no 29 February: days of the week and
 * numbers of days differ in its January and February, which no calendar means anyway.
 */
final class DateRules {
    /** Of 0001-01-01, which is 366 days after MariaDB's day 0. */
    private static final int FIRST_DAY = 366;

    private static final Map<String, String> UNITS = Map.of(
            "day",
            "days",
            "week",
            "weeks",
            "month",
            "months",
            "year",
            "years",
            "hour",
            "hours",
            "minute",
            "minutes",
            "second",
            "seconds",
            "microsecond",
            "microseconds");

    static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("year", Rule.of(DateRules::year)),
            Map.entry("quarter", field("extract(quarter from %s)", 1)),
            Map.entry("month", field("extract(month from %s)", 2)),
            Map.entry("day", field("extract(day from %s)", 2)),
            Map.entry("dayofmonth", field("extract(day from %s)", 2)),
            Map.entry("dayofweek", field("extract(dow from %s) + 1", 1)),
            Map.entry("weekday", field("extract(isodow from %s) - 1", 1)),
            Map.entry("weekofyear", field("extract(week from %s)", 2)),
            Map.entry("hour", field("extract(hour from %s)", 2)),
            Map.entry("minute", field("extract(minute from %s)", 2)),
            Map.entry("second", field("floor(extract(second from %s))", 2)),
            Map.entry("to_days", Rule.of(date -> days("(" + date(date) + " - date '0001-01-01' + " + FIRST_DAY + ")"))),
            Map.entry("datediff", Rule.of((one, other) -> days("(" + date(one) + " - " + date(other) + ")"))),
            Map.entry("date", Rule.of(date -> Value.of(date(date), ValueKind.DATE))),
            Map.entry("last_day", Rule.of(DateRules::lastDay)));

    private DateRules() {}

    private static Rule field(String pattern, int digits) {
        return Rule.of(date -> Value.number(
                "cast(" + String.format(pattern, date.asDateTime().sql()) + " as integer)",
                new Digits(digits, 0, 0, true, false)));
    }

    private static Value year(Value date) {
        String year = "extract(year from " + date.asDateTime().sql() + ")";
        return Value.number(
                "cast((CASE WHEN " + year + " < 0 THEN 0 ELSE " + year + " END) as integer)",
                new Digits(4, 0, 0, true, false));
    }

    private static Value days(String sql) {
        return Value.number(sql, new Digits(7, 0, 0, true, false));
    }

    static String date(Value date) {
        return date.kind() == ValueKind.DATE
                ? date.sql()
                : "cast(" + date.asDateTime().sql() + " as date)";
    }

    private static Value lastDay(Value date) {
        return Value.of(
                "cast(date_trunc('month', " + date.asDateTime().sql() + ") + interval '1 month - 1 day' as date)",
                ValueKind.DATE);
    }

    /** @param guarded whether the result may be past the year 9999 or before the year 1: NULL on MariaDB */
    static Value shifted(Value date, boolean back, Value amount, String unit, boolean guarded) {
        int factor = unit.equals("quarter") ? 3 : 1;
        String pgUnit = UNITS.get(unit.equals("quarter") ? "month" : unit);
        if (pgUnit == null) {
            throw new Refusal("adds an INTERVAL in " + unit);
        }
        int limit = limit(unit);
        int count = Constants.integer(amount, -limit, limit) * factor * (back ? -1 : 1);
        boolean days = date.kind() == ValueKind.DATE && isDays(unit);
        // Months may lead into the year 0, days may not.
        String first = pgUnit.equals("months") || pgUnit.equals("years") ? "0001-01-01 BC" : "0001-01-01";
        String moved = "(" + date.asDateTime().sql() + " + interval '" + count + " " + pgUnit + "')";
        String result = days ? "cast(" + moved + " as date)" : moved;
        String sql = guarded
                ? "(CASE WHEN " + moved
                        + " BETWEEN timestamp '" + first + "' AND timestamp '9999-12-31 23:59:59.999999' THEN " + result
                        + " END)"
                : result;
        return Value.of(sql, days ? ValueKind.DATE : ValueKind.DATETIME);
    }

    private static boolean isDays(String unit) {
        return switch (unit) {
            case "day", "week", "month", "quarter", "year" -> true;
            default -> false;
        };
    }

    /** About 4000 years: from the year 1 back, PostgreSQL has dates of 4713 more years. */
    private static int limit(String unit) {
        return switch (unit) {
            case "year" -> 4_000;
            case "quarter" -> 16_000;
            case "month" -> 48_000;
            case "week" -> 200_000;
            case "day" -> 1_400_000;
            case "hour" -> 30_000_000;
            default -> 1_000_000_000;
        };
    }
}
