package dev.landfall.mapping.expression;

import dev.landfall.sql.Identifiers;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A translated part of an expression.
 *
 * @param sql an operand: an atom, a call, or in parentheses
 * @param digits of an exact number
 * @param text of a text
 * @param literal the value of a constant: a number's digits, a text's characters
 */
record Value(
        String sql,
        ValueKind kind,
        Digits digits,
        TextForm text,
        @Nullable String literal) {
    static final Value NULL = new Value("NULL", ValueKind.OTHER, Digits.NONE, TextForm.UNKNOWN, null);

    static Value of(ExpressionColumn column) {
        String name = Identifiers.postgres(column.targetName());
        // As numeric, so that no intermediate result overflows where MariaDB's does not.
        String sql = column.kind() == ValueKind.EXACT_NUMBER ? "cast(" + name + " as numeric)" : name;
        return new Value(sql, column.kind(), column.digits(), column.text(), null);
    }

    static Value number(String sql, Digits digits) {
        return new Value(sql, ValueKind.EXACT_NUMBER, digits, TextForm.UNKNOWN, null);
    }

    static Value numberLiteral(String digits) {
        BigDecimal value = new BigDecimal(digits);
        int scale = Math.max(0, value.scale());
        String sql = value.signum() < 0 ? "(" + digits + ")" : digits;
        return new Value(
                sql,
                ValueKind.EXACT_NUMBER,
                new Digits(literalDigits(value), scale, scale, scale == 0, scale > 0),
                TextForm.UNKNOWN,
                digits);
    }

    private static int literalDigits(BigDecimal value) {
        boolean fitsBigint = value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        int digits = Math.max(1, value.precision() - value.scale());
        return fitsBigint ? digits : Math.max(digits, Digits.BIGINT + 1);
    }

    static Value textLiteral(String text) {
        return text(Identifiers.postgresLiteral(text), TextForm.ofLiteral(text)).withLiteral(text);
    }

    static Value truth(String sql) {
        return of(sql, ValueKind.BOOLEAN);
    }

    static Value text(String sql, TextForm form) {
        return new Value(sql, ValueKind.TEXT, Digits.NONE, form, null);
    }

    /** Of a kind without further properties. */
    static Value of(String sql, ValueKind kind) {
        return new Value(sql, kind, Digits.NONE, TextForm.UNKNOWN, null);
    }

    boolean isNull() {
        return equals(NULL);
    }

    boolean isConstant() {
        return literal != null;
    }

    boolean isNumber() {
        return kind == ValueKind.EXACT_NUMBER || kind == ValueKind.BOOLEAN;
    }

    boolean isWallClock() {
        return kind == ValueKind.DATE || kind == ValueKind.DATETIME;
    }

    Value withSql(String other) {
        return new Value(other, kind, digits, text, null);
    }

    Value withText(TextForm form) {
        return new Value(sql, kind, digits, form, literal);
    }

    Value withLiteral(String value) {
        return new Value(sql, kind, digits, text, value);
    }

    /** A truth value is 0 or 1 where MariaDB wants a number. */
    Value asNumber() {
        if (kind == ValueKind.EXACT_NUMBER) {
            return this;
        }
        if (kind == ValueKind.BOOLEAN) {
            return number("cast(" + sql + " as integer)", Digits.BIT);
        }
        throw new Refusal("computes with " + described());
    }

    /** Of the type {@code numeric}. */
    Value asNumeric() {
        Value number = asNumber();
        return number.digits.numeric()
                ? number
                : number("cast(" + number.sql + " as numeric)", number.digits.asNumeric());
    }

    /** A number is true unless it is 0. */
    Value asTruth() {
        if (kind == ValueKind.BOOLEAN) {
            return this;
        }
        if (kind == ValueKind.EXACT_NUMBER) {
            return truth("(" + sql + " <> 0)");
        }
        if (isNull()) {
            return truth("cast(NULL as boolean)");
        }
        throw new Refusal("uses " + described() + " as a truth value");
    }

    Value asText() {
        return switch (kind) {
            case TEXT -> this;
            case JSON -> text("cast(" + sql + " as text)", TextForm.JSON);
            case UUID ->
                text("cast(" + sql + " as text)", new TextForm(TextForm.Collation.LOOSE, TextForm.Charset.ASCII));
            case BOOLEAN -> asNumber().asText();
            case EXACT_NUMBER -> {
                if (!digits.integer()) {
                    throw new Refusal("turns a number that is no plain integer into text");
                }
                yield text("cast(" + sql + " as text)", TextForm.DIGITS);
            }
            case FLOAT, DATE, DATETIME, TIMESTAMP, BYTES, OTHER ->
                throw new Refusal("turns " + described() + " into text");
        };
    }

    Value asNumberOrFloat() {
        return kind == ValueKind.FLOAT ? this : asNumber();
    }

    /** A truth value as the number that it is on MariaDB. */
    Value orNumber() {
        return kind == ValueKind.BOOLEAN ? asNumber() : this;
    }

    Value asDateTime() {
        if (kind == ValueKind.DATE) {
            return of("cast(" + sql + " as timestamp)", ValueKind.DATETIME);
        }
        if (kind == ValueKind.DATETIME) {
            return this;
        }
        throw new Refusal("uses " + described() + " as a date");
    }

    String described() {
        return isNull()
                ? "NULL"
                : switch (kind) {
                    case EXACT_NUMBER -> "a number";
                    case FLOAT -> "a floating point number";
                    case BOOLEAN -> "a truth value";
                    case TEXT -> "text";
                    case DATE -> "a DATE";
                    case DATETIME -> "a DATETIME";
                    case TIMESTAMP -> "a TIMESTAMP, which depends on the session's time zone,";
                    case JSON -> "JSON";
                    case UUID -> "a UUID";
                    case BYTES -> "binary data";
                    case OTHER -> "a value of a type that expressions are not translated for";
                };
    }
}
