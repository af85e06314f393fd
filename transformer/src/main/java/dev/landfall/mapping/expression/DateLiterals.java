package dev.landfall.mapping.expression;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.regex.Pattern;

/** Dates in the one notation that both servers read alike: {@code 2024-02-29} and {@code 2024-02-29 23:59:59.5}. */
final class DateLiterals {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DATE_TIME = Pattern.compile(DATE + " \\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?");

    private DateLiterals() {}

    /** A text literal as the date that MariaDB compares it as; any other value as it is. */
    static Value dateOrSame(Value value) {
        if (value.kind() != ValueKind.TEXT || value.literal() == null) {
            return value;
        }
        return parse(value.literal());
    }

    static Value parse(String text) {
        try {
            if (DATE.matcher(text).matches() && LocalDate.parse(text).getYear() > 0) {
                return Value.of("date '" + text + "'", ValueKind.DATE).withLiteral(text);
            }
            if (DATE_TIME.matcher(text).matches()
                    && LocalDateTime.parse(text.replace(' ', 'T')).getYear() > 0) {
                return Value.of("timestamp '" + text + "'", ValueKind.DATETIME).withLiteral(text);
            }
        } catch (DateTimeException e) {
            throw new Refusal("has '" + text + "', which no calendar has");
        }
        throw new Refusal("has '" + text + "' as a date, not in the form YYYY-MM-DD or YYYY-MM-DD hh:mm:ss");
    }
}
