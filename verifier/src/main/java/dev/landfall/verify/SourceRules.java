package dev.landfall.verify;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.profile.Trait;
import dev.landfall.profile.TraitConditions;
import dev.landfall.rules.Loss;
import dev.landfall.rules.Policy;
import dev.landfall.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a table's policies make of its values, in MariaDB's own words: the same decision as the transformer's, told by other
 * means, so that a fault in either shows.
 */
final class SourceRules {
    /** Bytes that are no text are noticed before anything is noticed about the text. */
    private static final List<Loss> INNERMOST_FIRST =
            List.of(Loss.ZERO_DATE, Loss.OUT_OF_RANGE, Loss.NUL_CHARACTER, Loss.UNREADABLE_TEXT);

    private SourceRules() {}

    /** The value that the target must have: the column itself, or what its policies put in its place. */
    static String expected(ColumnPlan column) {
        String name = Identifiers.mariaDb(column.source().name());
        boolean changes = column.policies().values().stream().anyMatch(Policy::changesValues);
        // What takes the place of a text may have characters that the column's own character set has not.
        String value = changes && TraitConditions.isText(column.source().type())
                ? "CONVERT(" + name + " USING utf8mb4)"
                : name;
        Map<Trait, String> conditions = TraitConditions.of(column.source());
        for (Loss loss : INNERMOST_FIRST) {
            Policy policy = column.policy(loss);
            for (Trait trait : traits(loss)) {
                String condition = conditions.get(trait);
                if (condition != null && policy.changesValues()) {
                    value = "IF(" + condition + ", " + instead(column, name, loss, policy) + ", " + value + ")";
                }
            }
        }
        return value;
    }

    /** Conditions of rows that policies set aside: the target must not have them. */
    static List<String> setAside(TablePlan table) {
        List<String> conditions = new ArrayList<>();
        for (ColumnPlan column : table.columns()) {
            Map<Trait, String> known = TraitConditions.of(column.source());
            column.policies().forEach((loss, policy) -> {
                if (policy.kind() == Policy.Kind.REJECT) {
                    String readable = loss == Loss.NUL_CHARACTER && known.containsKey(Trait.UNREADABLE_TEXT)
                            ? " AND NOT (" + known.get(Trait.UNREADABLE_TEXT) + ")"
                            : "";
                    traits(loss).stream()
                            .filter(known::containsKey)
                            .map(trait -> known.get(trait) + readable)
                            .forEach(conditions::add);
                }
            });
        }
        return conditions;
    }

    private static List<Trait> traits(Loss loss) {
        return switch (loss) {
            case ZERO_DATE -> List.of(Trait.ZERO_DATE);
            case NUL_CHARACTER -> List.of(Trait.NUL_CHARACTER);
            case UNREADABLE_TEXT -> List.of(Trait.UNREADABLE_TEXT);
            case OUT_OF_RANGE -> List.of(Trait.ABOVE_BIGINT, Trait.NOT_BOOLEAN);
            case UNFIT_JSON, REFUSED_ROW -> List.of();
        };
    }

    private static String instead(ColumnPlan column, String name, Loss loss, Policy policy) {
        if (policy.kind() == Policy.Kind.NULL) {
            return "NULL";
        }
        boolean sentinel = policy.kind() == Policy.Kind.SENTINEL;
        return switch (loss) {
            case ZERO_DATE -> sentinel ? literal(policy.sentinel() + midnight(column)) : nearestDate(column, name);
            case NUL_CHARACTER ->
                sentinel ? literal(policy.sentinel()) : "REPLACE(CONVERT(" + name + " USING utf8mb4), '\\0', '\uFFFD')";
            case OUT_OF_RANGE -> sentinel ? number(policy.sentinel()) : nearestNumber(column);
            case UNREADABLE_TEXT, UNFIT_JSON -> literal(policy.sentinel());
            case REFUSED_ROW -> throw new IllegalArgumentException("no value");
        };
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static String number(String sentinel) {
        return switch (sentinel) {
            case "true" -> "1";
            case "false" -> "0";
            default -> sentinel;
        };
    }

    private static String nearestNumber(ColumnPlan column) {
        return column.type().isInteger() ? "9223372036854775807" : "1";
    }

    private static String midnight(ColumnPlan column) {
        if (column.source().type() instanceof MariaDbType.DateType) {
            return "";
        }
        // With the fraction that a value of the column has.
        return " 00:00:00"
                + (column.type().first() == 0
                        ? ""
                        : "." + "0".repeat(column.type().first()));
    }

    private static String nearestDate(ColumnPlan column, String name) {
        String month = "GREATEST(MONTH(" + name + "), 1)";
        String first = "CONCAT(DATE_FORMAT(" + name + ", '%Y-'), LPAD(" + month + ", 2, '0'), '-01')";
        String day = "LEAST(GREATEST(DAYOFMONTH(" + name + "), 1), DAYOFMONTH(LAST_DAY(" + first + ")))";
        String time = column.source().type() instanceof MariaDbType.DateType
                ? "''"
                : "SUBSTR(CAST(" + name + " AS CHAR), 11)";
        return "IF(YEAR(" + name + ") = 0 AND MONTH(" + name + ") = 0 AND DAYOFMONTH(" + name
                + ") = 0, '-infinity', CONCAT(" + "LEFT(" + first + ", 8), LPAD(" + day + ", 2, '0'), " + time + "))";
    }
}
