package dev.landfall.verify;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.profile.Trait;
import dev.landfall.profile.TraitConditions;
import dev.landfall.rules.Policy;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.PgType;
import java.util.Objects;
import java.util.Optional;

/**
 * Columns of dates and times whose values are the same on both sides, in the same order. Some of MariaDB's are on no calendar, the 31st of
 * February for example: they have no copy, and no literal that both servers take. So a value of them narrows down where a row is, but does
 * not find it.
 */
final class CalendarColumn {
    private CalendarColumn() {}

    /** Empty for a column of another type, and where a policy puts other values in the place of some. */
    static Optional<KeyColumn> of(ColumnPlan plan) {
        if (!isSameMoment(plan.source().type(), plan.type())
                || plan.policies().values().stream().anyMatch(Policy::changesValues)) {
            return Optional.empty();
        }
        String source = Identifiers.mariaDb(plan.source().name());
        String target = Identifiers.postgres(plan.name());
        boolean zoned = plan.type().kind() == PgType.Kind.TIMESTAMPTZ;
        return Optional.of(new KeyColumn(
                source,
                target,
                "CAST(" + source + " AS CHAR)",
                (zoned ? "(" + target + " AT TIME ZONE 'UTC')" : target) + "::text",
                KeyLiteral.CALENDAR_TIME));
    }

    /** A moment that is rounded, or put into a time zone, may be in another order than before. Both sessions are in UTC. */
    private static boolean isSameMoment(MariaDbType source, PgType target) {
        if (source instanceof MariaDbType.DateType) {
            return target.kind() == PgType.Kind.DATE;
        }
        if (source instanceof MariaDbType.DateTimeType type) {
            return target.kind() == PgType.Kind.TIMESTAMP && target.first() >= type.fractionalDigits();
        }
        return source instanceof MariaDbType.TimestampType type
                && target.kind() == PgType.Kind.TIMESTAMPTZ
                && target.first() >= type.fractionalDigits();
    }

    /** Which values there is a literal of, in MariaDB's dialect. */
    static String onCalendar(ColumnPlan plan) {
        String noDate = Objects.requireNonNull(TraitConditions.of(plan.source()).get(Trait.ZERO_DATE));
        return Identifiers.mariaDb(plan.source().name()) + " >= '" + KeyLiteral.FIRST_YEAR + "-01-01' AND NOT ("
                + noDate + ")";
    }
}
