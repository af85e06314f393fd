package dev.landfall.mapping.expression;

/** Seconds with fewer digits: MariaDB cuts, PostgreSQL's types round. */
final class FractionalDigits {
    private static final int ALL = 6;

    private FractionalDigits() {}

    static Value cut(Value dateTime, int digits) {
        return switch (digits) {
            case 0 -> truncated("second", dateTime);
            case 3 -> truncated("milliseconds", dateTime);
            case ALL -> dateTime;
            default -> throw new Refusal("cuts a time behind " + digits + " digits of the second");
        };
    }

    private static Value truncated(String unit, Value dateTime) {
        return Value.of("date_trunc('" + unit + "', " + dateTime.sql() + ")", ValueKind.DATETIME);
    }
}
