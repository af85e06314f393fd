package dev.landfall.cli;

import dev.landfall.event.GtidSet;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Values of options, from how they are typed. */
final class TypedValues {
    private TypedValues() {}

    /** At least one: an empty list would be reached at once. */
    static final class Gtids implements ITypeConverter<GtidSet> {
        private static final String GTID = "\\s*\\d+-\\d+-\\d+\\s*";

        @Override
        public GtidSet convert(String text) {
            if (!text.matches(GTID + "(," + GTID + ")*")) {
                throw new TypeConversionException("'" + text + "' is no GTID such as 0-1-4711");
            }
            return GtidSet.parse(text);
        }
    }

    /** The value whose text form was typed. */
    static final class OneOf<T extends Enum<T>> implements ITypeConverter<T> {
        private final T[] values;

        OneOf(T[] values) {
            this.values = values;
        }

        @Override
        public T convert(String text) {
            return Arrays.stream(values)
                    .filter(value -> value.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected "
                            + Arrays.stream(values).map(T::toString).collect(Collectors.joining(" or "))
                            + ", but was '" + text + "'"));
        }
    }
}
