package dev.landfall.mapping.expression;

import java.util.List;
import java.util.Map;

/** What a DEFAULT may ask for: the moment (the statement's on MariaDB, the transaction's on PostgreSQL) and new UUIDs. */
final class MomentRules {
    static final Map<String, Rule> RULES = Map.of(
            "current_timestamp", Rule.of(0, 1, arguments -> now("LOCALTIMESTAMP", arguments)),
            "now", Rule.of(0, 1, arguments -> now("LOCALTIMESTAMP", arguments)),
            "utc_timestamp", Rule.of(0, 1, arguments -> now("(CURRENT_TIMESTAMP AT TIME ZONE 'UTC')", arguments)),
            "curdate", Rule.of(0, 0, arguments -> Value.of("CURRENT_DATE", ValueKind.DATE)),
            "current_date", Rule.of(0, 0, arguments -> Value.of("CURRENT_DATE", ValueKind.DATE)),
            "utc_date",
                    Rule.of(
                            0,
                            0,
                            arguments ->
                                    Value.of("cast(CURRENT_TIMESTAMP AT TIME ZONE 'UTC' as date)", ValueKind.DATE)),
            "uuid", Rule.of(0, 0, arguments -> Value.of("gen_random_uuid()", ValueKind.UUID)));

    private MomentRules() {}

    private static Value now(String sql, List<Value> arguments) {
        int fractionalDigits = arguments.isEmpty() ? 0 : Constants.integer(arguments.get(0), 0, 6);
        return FractionalDigits.cut(Value.of(sql, ValueKind.DATETIME), fractionalDigits);
    }
}
