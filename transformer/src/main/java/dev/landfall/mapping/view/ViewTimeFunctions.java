package dev.landfall.mapping.view;

import dev.landfall.mapping.view.ValueType.Kind;
import dev.landfall.sql.Identifiers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Functions of dates and the clock. */
final class ViewTimeFunctions {
    /** The moment at which the statement began, which is MariaDB's now; PostgreSQL's own is the transaction's. */
    private static final String NOW = "statement_timestamp()";

    /** The day 0001-01-01 as TO_DAYS counts. */
    private static final int FIRST_DAY = 366;

    private static final Set<String> DAYS = Set.of("day", "week", "month", "quarter", "year");
    private static final Set<String> CLOCK = Set.of("microsecond", "second", "minute", "hour");
    private static final Map<String, Integer> SECONDS =
            Map.of("second", 1, "minute", 60, "hour", 3600, "day", 86_400, "week", 604_800);
    private static final Map<String, Integer> MONTHS = Map.of("month", 1, "quarter", 3, "year", 12);

    private final ViewConversion conversion;
    private final Set<ViewCaveat> caveats;

    ViewTimeFunctions(ViewConversion conversion, Set<ViewCaveat> caveats) {
        this.conversion = conversion;
        this.caveats = caveats;
    }

    Map<String, ViewFunction> functions() {
        return Stream.of(
                        Map.of(
                                "current_timestamp", ViewFunction.of(0, 1, this::now),
                                "curdate",
                                        ViewFunction.of(
                                                0,
                                                call -> ViewValue.of(
                                                        "cast(" + sessionTime(NOW) + " as date)", ValueType.DATE)),
                                "utc_timestamp",
                                        ViewFunction.of(
                                                0,
                                                call -> ViewValue.of(
                                                        "date_trunc('second', " + NOW + " at time zone 'UTC')",
                                                        ValueType.timestamp(0))),
                                "utc_date",
                                        ViewFunction.of(
                                                0,
                                                call -> ViewValue.of(
                                                        "cast(" + NOW + " at time zone 'UTC' as date)",
                                                        ValueType.DATE)),
                                "unix_timestamp", ViewFunction.of(0, 1, this::unixTimestamp),
                                "from_unixtime", ViewFunction.of(1, this::fromUnixTime),
                                "to_days", ViewFunction.of(1, this::toDays),
                                "last_day", ViewFunction.of(1, this::lastDay),
                                "date_format", ViewFunction.of(2, this::dateFormat),
                                "dayname", ViewFunction.of(1, call -> name("Day", call))),
                        Map.of(
                                "monthname", ViewFunction.of(1, call -> name("Month", call)),
                                "dayofweek", ViewFunction.of(1, call -> field("dow", " + 1", call)),
                                "weekday", ViewFunction.of(1, call -> field("isodow", " - 1", call)),
                                "dayofyear", ViewFunction.of(1, call -> field("doy", "", call)),
                                "dayofmonth", ViewFunction.of(1, call -> field("day", "", call)),
                                "week", ViewFunction.of(2, this::week)),
                        Stream.of("year", "quarter", "month", "hour", "minute", "second", "microsecond")
                                .collect(Collectors.toMap(
                                        unit -> unit, unit -> ViewFunction.of(1, call -> field(unit, "", call)))))
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private String sessionTime(String moment) {
        caveats.add(ViewCaveat.SESSION_TIME_ZONE);
        return "cast(" + moment + " as timestamp)";
    }

    private ViewValue now(List<ViewValue> arguments) {
        int digits = arguments.isEmpty() ? 0 : ViewFunction.constant(arguments.get(0), "precision of NOW");
        String time = sessionTime(NOW);
        return switch (digits) {
            case 0 -> ViewValue.of("date_trunc('second', " + time + ")", ValueType.timestamp(0));
            case 3 -> ViewValue.of("date_trunc('milliseconds', " + time + ")", ValueType.timestamp(3));
            case 6 -> ViewValue.of(time, ValueType.timestamp(6));
            default ->
                throw new UntranslatableViewException("It takes the time with " + digits + " fractional digits.");
        };
    }

    private ViewValue unixTimestamp(List<ViewValue> arguments) {
        if (arguments.isEmpty()) {
            return ViewValue.integer("cast(floor(extract(epoch from " + NOW + ")) as bigint)");
        }
        ViewValue value = conversion.temporal(arguments.get(0));
        if (value.type().scale() > 0 || !value.kind().temporal()) {
            throw new UntranslatableViewException(
                    "It calls UNIX_TIMESTAMP with " + value.kind().display() + " or fractional seconds.");
        }
        String moment = value.sql();
        if (value.kind() != Kind.INSTANT) {
            caveats.add(ViewCaveat.SESSION_TIME_ZONE);
            moment = "cast(" + conversion.timestamp(value) + " as timestamptz)";
        }
        return ViewValue.integer("cast(extract(epoch from " + moment + ") as bigint)");
    }

    private ViewValue fromUnixTime(List<ViewValue> arguments) {
        ViewValue seconds = conversion.unroundedNumber(arguments.get(0));
        if (seconds.kind() != Kind.INTEGER) {
            throw new UntranslatableViewException(
                    "It calls FROM_UNIXTIME with " + seconds.kind().display() + ".");
        }
        return ViewValue.of(sessionTime("to_timestamp(" + seconds.sql() + ")"), ValueType.timestamp(0));
    }

    private ViewValue toDays(List<ViewValue> arguments) {
        String date = conversion.date(arguments.get(0));
        return ViewValue.integer("(" + date + " - date '0001-01-01' + " + FIRST_DAY + ")");
    }

    private ViewValue lastDay(List<ViewValue> arguments) {
        String timestamp = conversion.timestamp(arguments.get(0));
        return ViewValue.of(
                "cast(date_trunc('month', " + timestamp + ") + interval '1 month - 1 day' as date)", ValueType.DATE);
    }

    /** English, as on MariaDB with its default {@code lc_time_names}. */
    private ViewValue name(String pattern, List<ViewValue> arguments) {
        return ViewValue.text("to_char(" + conversion.timestamp(arguments.get(0)) + ", 'FM" + pattern + "')");
    }

    private ViewValue dateFormat(List<ViewValue> arguments) {
        String format = arguments.get(1).literal();
        if (format == null || !arguments.get(1).isTextLiteral()) {
            throw new UntranslatableViewException("The format of DATE_FORMAT is not a constant.");
        }
        return ViewValue.text("to_char(" + conversion.timestamp(arguments.get(0)) + ", "
                + Identifiers.postgresLiteral(ViewDateFormat.pattern(format)) + ")");
    }

    private ViewValue week(List<ViewValue> arguments) {
        int mode = ViewFunction.constant(arguments.get(1), "mode of WEEK");
        if (mode != 3) {
            throw new UntranslatableViewException(
                    "It counts weeks in mode " + mode + "; PostgreSQL knows ISO weeks (mode 3) alone.");
        }
        return field("week", "", arguments.subList(0, 1));
    }

    /** One number out of a date; the microseconds of PostgreSQL's second are no second to MariaDB. */
    ViewValue field(String unit, String correction, List<ViewValue> arguments) {
        String timestamp = conversion.timestamp(arguments.get(0));
        String number = switch (unit) {
            case "second" -> "trunc(extract(second from " + timestamp + "))";
            case "microsecond" -> "mod(cast(extract(microseconds from " + timestamp + ") as bigint), 1000000)";
            default -> "extract(" + unit + " from " + timestamp + ")";
        };
        return ViewValue.integer("cast(" + number + correction + " as integer)");
    }

    ViewValue extract(String unit, List<ViewValue> arguments) {
        if (!DAYS.contains(unit) && !CLOCK.contains(unit) || unit.equals("week")) {
            throw new UntranslatableViewException("It extracts " + unit + " from a date.");
        }
        return field(unit, "", arguments);
    }

    ViewValue difference(String unit, List<ViewValue> arguments) {
        String from = conversion.timestamp(arguments.get(0));
        String to = conversion.timestamp(arguments.get(1));
        Integer months = MONTHS.get(unit);
        if (months != null) {
            String age = "age(" + to + ", " + from + ")";
            String count = "(extract(year from " + age + ") * 12 + extract(month from " + age + "))";
            return ViewValue.integer("cast(trunc(" + count + " / " + months + ") as bigint)");
        }
        Integer seconds = SECONDS.get(unit);
        if (seconds == null) {
            throw new UntranslatableViewException("It calls TIMESTAMPDIFF in units of " + unit + ".");
        }
        return ViewValue.integer(
                "cast(trunc(extract(epoch from (" + to + " - " + from + ")) / " + seconds + ") as bigint)");
    }

    /** {@code operand + interval amount unit}. */
    ViewValue shift(ViewValue operand, boolean forward, ViewValue amount, String unit) {
        if (!DAYS.contains(unit) && !CLOCK.contains(unit)) {
            throw new UntranslatableViewException("It adds an INTERVAL in " + unit + ".");
        }
        ViewValue number = conversion.unroundedNumber(amount);
        if (number.kind() != Kind.INTEGER) {
            throw new UntranslatableViewException(
                    "It adds an INTERVAL of " + number.kind().display() + ".");
        }
        ViewValue date = conversion.temporal(operand);
        boolean wholeDays = date.kind() == Kind.DATE && DAYS.contains(unit);
        String sql = "(" + conversion.timestamp(date) + (forward ? " + " : " - ") + interval(number, unit) + ")";
        int digits = unit.equals("microsecond") ? 6 : date.type().scale();
        return wholeDays
                ? ViewValue.of("cast(" + sql + " as date)", ValueType.DATE)
                : ViewValue.of(sql, ValueType.timestamp(digits));
    }

    private static String interval(ViewValue number, String unit) {
        // PostgreSQL takes quarters in arithmetic of dates nowhere.
        String one = unit.equals("quarter") ? "3 month" : "1 " + unit;
        Integer constant = number.constant();
        return constant != null && !unit.equals("quarter")
                ? "interval '" + constant + " " + unit + "'"
                : "(" + number.sql() + " * interval '" + one + "')";
    }

    /** DATE'...' and TIMESTAMP'...'. */
    ViewValue literal(String kind, ViewValue text) {
        ViewValue value = kind.equals("time") ? conversion.time(text) : conversion.temporal(text);
        boolean fits = switch (kind) {
            case "date" -> value.kind() == Kind.DATE;
            case "timestamp" -> value.kind() == Kind.TIMESTAMP;
            case "time" -> value.kind() == Kind.TIME;
            default -> false;
        };
        if (!fits) {
            throw new UntranslatableViewException("It holds the literal " + kind + " " + text.sql() + ".");
        }
        return value;
    }
}
