package dev.landfall.transform;

import dev.landfall.event.LargeValue;
import dev.landfall.event.ZeroDate;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.rules.Loss;
import dev.landfall.rules.Policy;
import dev.landfall.target.PgType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a policy puts in the place of a value that does not fit. Pure; docs/types.md describes it for users. */
final class Replacements {
    private static final char REPLACEMENT = '\uFFFD';

    private Replacements() {}

    /** @param policy one that changes values */
    static @Nullable Object of(ColumnPlan column, Loss loss, Policy policy, Object value) {
        return switch (policy.kind()) {
            case REPLACE -> nearest(column.type(), loss, value);
            case SENTINEL -> sentinel(column.type(), loss, policy.sentinel());
            case NULL -> null;
            case STOP, REJECT -> throw new IllegalArgumentException(policy + " puts nothing in its place");
        };
    }

    private static Object nearest(PgType type, Loss loss, Object value) {
        return switch (loss) {
            case ZERO_DATE -> date(type, (ZeroDate) value);
            case NUL_CHARACTER -> ((String) value).replace('\0', REPLACEMENT);
            case UNREADABLE_TEXT -> throw new IllegalArgumentException("nothing is near to " + value);
            case OUT_OF_RANGE -> type.kind() == PgType.Kind.BOOLEAN ? Boolean.TRUE : Long.valueOf(Long.MAX_VALUE);
            case UNFIT_JSON -> FittedJson.of(document(value), type);
            case REFUSED_ROW -> throw noValue();
        };
    }

    private static String document(Object value) {
        return (String) (value instanceof LargeValue large ? large.inMemory() : value);
    }

    private static Object sentinel(PgType type, Loss loss, String text) {
        return switch (loss) {
            case ZERO_DATE -> at(type, LocalDate.parse(text), LocalTime.MIDNIGHT);
            case NUL_CHARACTER, UNREADABLE_TEXT, UNFIT_JSON -> text;
            case OUT_OF_RANGE ->
                type.kind() == PgType.Kind.BOOLEAN
                        ? Boolean.valueOf(text)
                        : Long.valueOf(new BigDecimal(text).longValueExact());
            case REFUSED_ROW -> throw noValue();
        };
    }

    private static IllegalArgumentException noValue() {
        return new IllegalArgumentException("a row that is refused has no value that could be replaced");
    }

    /** The zero date is before all others; of a partial or invalid one, the nearest day of its year. */
    private static Object date(PgType type, ZeroDate zero) {
        String text = zero.text();
        int year = Integer.parseInt(text, 0, 4, 10);
        int month = Integer.parseInt(text, 5, 7, 10);
        int day = Integer.parseInt(text, 8, 10, 10);
        if (year == 0 && month == 0 && day == 0) {
            return switch (type.kind()) {
                case DATE -> LocalDate.MIN;
                case TIMESTAMP -> LocalDateTime.MIN;
                default -> Instant.MIN;
            };
        }
        YearMonth nearest = YearMonth.of(year, Math.max(1, month));
        // For MariaDB the year 0 is no leap year.
        int last = year == 0 && nearest.getMonthValue() == 2 ? 28 : nearest.lengthOfMonth();
        return at(type, nearest.atDay(Math.min(last, Math.max(1, day))), time(text));
    }

    private static LocalTime time(String text) {
        return text.length() < 19 ? LocalTime.MIDNIGHT : LocalTime.parse(text.substring(11));
    }

    private static Object at(PgType type, LocalDate date, LocalTime time) {
        return switch (type.kind()) {
            case DATE -> date;
            case TIMESTAMP -> date.atTime(time);
            default -> date.atTime(time).toInstant(ZoneOffset.UTC);
        };
    }
}
