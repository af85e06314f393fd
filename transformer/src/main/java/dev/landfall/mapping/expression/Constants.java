package dev.landfall.mapping.expression;

import java.math.BigDecimal;

/** Arguments that must be literals. */
final class Constants {
    private Constants() {}

    static int integer(Value value, int least, int most) {
        if (value.kind() == ValueKind.EXACT_NUMBER && value.literal() != null) {
            BigDecimal number = new BigDecimal(value.literal());
            boolean fits =
                    number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0;
            if (fits && number.stripTrailingZeros().scale() <= 0) {
                return number.intValueExact();
            }
        }
        throw new Refusal("has an argument that is no integer literal from " + least + " to " + most);
    }

    static String text(Value value) {
        if (value.kind() != ValueKind.TEXT || value.literal() == null) {
            throw new Refusal("has an argument that is no text literal where one is needed");
        }
        return value.literal();
    }
}
