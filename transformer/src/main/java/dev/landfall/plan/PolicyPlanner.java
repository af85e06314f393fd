package dev.landfall.plan;

import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.profile.JsonShape;
import dev.landfall.profile.Trait;
import dev.landfall.profile.TraitConditions;
import dev.landfall.profile.TraitCount;
import dev.landfall.rules.Loss;
import dev.landfall.rules.Policy;
import dev.landfall.target.PgType;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which values of a column may not fit its type, and what becomes of them. */
final class PolicyPlanner {
    private final PlanBasis basis;
    private final SourceTable table;
    private final KeyColumns keys;
    private final CascadeGraph cascades;
    private final Findings findings;
    private boolean rowsAside;

    PolicyPlanner(PlanBasis basis, SourceTable table, KeyColumns keys, CascadeGraph cascades, Findings findings) {
        this.basis = basis;
        this.table = table;
        this.keys = keys;
        this.cascades = cascades;
        this.findings = findings;
    }

    /** A policy for every loss that the column can suffer. */
    Map<Loss, Policy> of(SourceColumn column, PgType type, String where) {
        Map<Loss, Policy> asked = basis.rules().policies(table.name().name(), column.name());
        Map<Loss, Policy> policies = new EnumMap<>(Loss.class);
        for (Loss loss : possible(column, type)) {
            Policy policy = allowed(column, type, loss, asked.getOrDefault(loss, Policy.STOP), where);
            policies.put(loss, policy);
            report(column, type, loss, policy, where);
        }
        if (asked.getOrDefault(Loss.REFUSED_ROW, Policy.STOP).kind() == Policy.Kind.REJECT) {
            policies.put(Loss.REFUSED_ROW, rowsAside());
        }
        return policies;
    }

    /** Said once per table, though every column has it. */
    private Policy rowsAside() {
        if (!rowsAside && cascades.changesTable(table.name())) {
            blockedByCascades(
                    Loss.REFUSED_ROW,
                    table.name().toString(),
                    "Leave the table out of the policy: mapping.columns.\""
                            + table.name().name() + ".*\": {refusedRow: stop}.");
        }
        rowsAside = true;
        return Policy.of(Policy.Kind.REJECT);
    }

    private void blockedByCascades(Loss loss, String where, String advice) {
        findings.blocker(
                "RULE-004",
                where,
                "rows of a table that foreign keys change by cascade cannot be set aside (policy " + loss.key()
                        + ": reject), because what cascades would do to them is not in the binary log",
                advice);
    }

    static List<Loss> possible(SourceColumn column, PgType type) {
        return switch (type.kind()) {
            case DATE, TIMESTAMP, TIMESTAMPTZ -> List.of(Loss.ZERO_DATE);
            case VARCHAR, TEXT ->
                TraitConditions.isText(column.type()) ? List.of(Loss.NUL_CHARACTER, Loss.UNREADABLE_TEXT) : List.of();
            case JSON, JSONB -> List.of(Loss.UNFIT_JSON);
            case BOOLEAN -> List.of(Loss.OUT_OF_RANGE);
            case BIGINT -> UnsignedFamilies.isUnsignedBigint(column) ? List.of(Loss.OUT_OF_RANGE) : List.of();
            default -> List.of();
        };
    }

    private Policy allowed(SourceColumn column, PgType type, Loss loss, Policy policy, String where) {
        if (policy.changesValues() && keys.contain(table.name(), column.name())) {
            findings.info(
                    "RULE-002",
                    where,
                    "the policy " + loss.key() + ": " + policy
                            + " does not hold for a key, where another value would mix"
                            + " up rows: such a value stops the run");
            return Policy.STOP;
        }
        if (policy.kind() == Policy.Kind.REPLACE && loss == Loss.UNREADABLE_TEXT) {
            findings.blocker(
                    "RULE-003",
                    where,
                    "the policy unreadableText: replace does not exist: nobody knows which characters the bytes should be",
                    "Choose reject, null or sentinel:... for unreadableText.");
        }
        if (policy.kind() == Policy.Kind.SENTINEL && !fits(type, loss, policy.sentinel())) {
            findings.blocker(
                    "RULE-003",
                    where,
                    "the sentinel \"" + policy.sentinel() + "\" of the policy " + loss.key() + " is no value of "
                            + type,
                    "Correct the policy under mapping.");
        }
        if (policy.kind() == Policy.Kind.REJECT && cascades.changesTable(table.name())) {
            blockedByCascades(loss, where, "Choose another policy for the column: null, replace or a sentinel.");
        }
        return policy;
    }

    private static boolean fits(PgType type, Loss loss, String sentinel) {
        try {
            return switch (loss) {
                case ZERO_DATE -> LocalDate.parse(sentinel).getYear() > 0;
                case OUT_OF_RANGE ->
                    type.kind() == PgType.Kind.BOOLEAN
                            ? List.of("true", "false").contains(sentinel)
                            // The column stays one without negative numbers.
                            : sentinel.matches("\\d{1,19}") && new BigInteger(sentinel).bitLength() < Long.SIZE;
                case UNFIT_JSON -> JsonShape.of(sentinel) == JsonShape.JSONB;
                case NUL_CHARACTER, UNREADABLE_TEXT ->
                    sentinel.indexOf('\0') < 0
                            && (type.kind() != PgType.Kind.JSON && type.kind() != PgType.Kind.JSONB
                                    || JsonShape.of(sentinel) == JsonShape.JSONB)
                            && (type.kind() != PgType.Kind.VARCHAR
                                    || sentinel.codePointCount(0, sentinel.length()) <= type.first());
                case REFUSED_ROW -> false;
            };
        } catch (DateTimeException | NumberFormatException e) {
            // Not even of the right shape: the caller reports it.
            return false;
        }
    }

    private void report(SourceColumn column, PgType type, Loss loss, Policy policy, String where) {
        Optional<TraitCount> found = found(column, type, loss);
        if (policy.kind() == Policy.Kind.NULL && !column.nullable()) {
            findings.info(
                    "RULE-005",
                    where,
                    "NOT NULL is not carried over, because the policy " + loss.key() + ": null puts NULL in its place");
        }
        if (found.isEmpty()) {
            return;
        }
        String text = Samples.rows(found.get()) + " " + words(loss) + Samples.keys(found.get());
        if (policy.kind() == Policy.Kind.STOP) {
            findings.blocker(
                    code(loss),
                    where,
                    text,
                    "Correct these rows on the source, or accept a loss with a policy: " + loss.key() + ": "
                            + choices(loss) + " under mapping.policies, or for this column under mapping.columns.");
        } else {
            findings.warning(code(loss), where, text + "; by the policy " + loss.key() + ": " + policy, "");
        }
    }

    private Optional<TraitCount> found(SourceColumn column, PgType type, Loss loss) {
        List<Trait> traits = switch (loss) {
            case ZERO_DATE -> List.of(Trait.ZERO_DATE);
            case NUL_CHARACTER -> List.of(Trait.NUL_CHARACTER);
            case UNREADABLE_TEXT -> List.of(Trait.UNREADABLE_TEXT);
            case OUT_OF_RANGE -> List.of(Trait.ABOVE_BIGINT, Trait.NOT_BOOLEAN);
            case UNFIT_JSON ->
                type.kind() == PgType.Kind.JSONB
                        ? List.of(Trait.NOT_JSON, Trait.NOT_JSONB, Trait.JSON_REPEATED_KEY)
                        : List.of(Trait.NOT_JSON);
            // Nobody knows before PostgreSQL is asked.
            case REFUSED_ROW -> List.of();
        };
        return traits.stream()
                .flatMap(trait -> basis.profile().find(table.name(), column.name(), trait).stream())
                .reduce((one, other) -> new TraitCount(one.rows() + other.rows(), one.sampleKeys()));
    }

    private static String code(Loss loss) {
        return switch (loss) {
            case ZERO_DATE -> "DATA-001";
            case NUL_CHARACTER -> "DATA-002";
            case UNREADABLE_TEXT -> "DATA-003";
            case OUT_OF_RANGE -> "DATA-004";
            case UNFIT_JSON -> "DATA-005";
            case REFUSED_ROW -> throw new IllegalArgumentException("not found in data");
        };
    }

    private static String words(Loss loss) {
        return switch (loss) {
            case ZERO_DATE -> "a zero, partial or invalid date, which PostgreSQL cannot store";
            case NUL_CHARACTER -> "the character U+0000, which PostgreSQL cannot store in text";
            case UNREADABLE_TEXT -> "bytes that are no characters of the column's character set";
            case OUT_OF_RANGE -> "a number that the target type has no room for";
            case UNFIT_JSON -> "a JSON document that the target type refuses or would change";
            case REFUSED_ROW -> throw new IllegalArgumentException("not found in data");
        };
    }

    private static String choices(Loss loss) {
        return loss == Loss.ZERO_DATE
                ? "reject, null, replace or sentinel:1970-01-01"
                : "reject, null, replace or sentinel:...";
    }
}
