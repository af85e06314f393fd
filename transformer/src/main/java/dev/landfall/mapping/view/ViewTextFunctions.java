package dev.landfall.mapping.view;

import dev.landfall.mapping.view.ValueType.Kind;
import dev.landfall.sql.Identifiers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Functions of text. */
final class ViewTextFunctions {
    private final ViewConversion conversion;
    private final ViewComparison comparison;
    private final Set<ViewCaveat> caveats;

    ViewTextFunctions(ViewConversion conversion, ViewComparison comparison, Set<ViewCaveat> caveats) {
        this.conversion = conversion;
        this.comparison = comparison;
        this.caveats = caveats;
    }

    Map<String, ViewFunction> functions() {
        return Stream.of(
                        Map.of(
                                "concat", ViewFunction.of(1, -1, this::concat),
                                "concat_ws", ViewFunction.of(2, -1, call -> call("concat_ws", call)),
                                "ucase", ViewFunction.of(1, call -> letterCase("upper", call)),
                                "upper", ViewFunction.of(1, call -> letterCase("upper", call)),
                                "lcase", ViewFunction.of(1, call -> letterCase("lower", call)),
                                "lower", ViewFunction.of(1, call -> letterCase("lower", call)),
                                "octet_length", ViewFunction.of(1, this::octetLength),
                                "length", ViewFunction.of(1, this::octetLength),
                                "char_length",
                                        ViewFunction.of(
                                                1, call -> ViewValue.integer("char_length(" + text(call, 0) + ")"))),
                        Map.of(
                                "left", ViewFunction.of(2, call -> cut("left", call)),
                                "right", ViewFunction.of(2, call -> cut("right", call)),
                                "substr", ViewFunction.of(2, 3, this::substr),
                                "ltrim", ViewFunction.of(1, call -> call("ltrim", call)),
                                "rtrim", ViewFunction.of(1, call -> call("rtrim", call)),
                                "replace", ViewFunction.of(3, call -> call("replace", call)),
                                "reverse", ViewFunction.of(1, call -> call("reverse", call)),
                                "lpad", ViewFunction.of(2, 3, call -> pad("lpad", call)),
                                "rpad", ViewFunction.of(2, 3, call -> pad("rpad", call))),
                        Map.of(
                                "repeat",
                                        ViewFunction.of(
                                                2,
                                                call -> ViewValue.text("repeat(" + text(call, 0) + ", "
                                                        + conversion.integerArgument(call.get(1)) + ")")),
                                "space",
                                        ViewFunction.of(
                                                1,
                                                call -> ViewValue.text("repeat(' ', "
                                                        + conversion.integerArgument(call.get(0)) + ")")),
                                "locate", ViewFunction.of(2, this::locate),
                                "find_in_set", ViewFunction.of(2, this::findInSet),
                                "field", ViewFunction.of(2, -1, this::field),
                                "elt", ViewFunction.of(2, -1, this::elt),
                                "substring_index", ViewFunction.of(3, this::substringIndex),
                                "md5", ViewFunction.of(1, this::md5),
                                "sha2", ViewFunction.of(2, this::sha2),
                                "hex", ViewFunction.of(1, this::hex)))
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private String text(List<ViewValue> arguments, int index) {
        return conversion.text(arguments.get(index));
    }

    private ViewValue call(String function, List<ViewValue> arguments) {
        return ViewValue.text(
                function + arguments.stream().map(conversion::text).collect(Collectors.joining(", ", "(", ")")));
    }

    /** PostgreSQL's own concat() skips NULL, MariaDB's gives NULL. */
    private ViewValue concat(List<ViewValue> arguments) {
        List<String> texts = arguments.stream().map(conversion::text).toList();
        return ViewValue.text(texts.size() == 1 ? texts.get(0) : "(" + String.join(" || ", texts) + ")");
    }

    private ViewValue letterCase(String function, List<ViewValue> arguments) {
        caveats.add(ViewCaveat.LETTER_CASE);
        return call(function, arguments);
    }

    private ViewValue octetLength(List<ViewValue> arguments) {
        if (arguments.get(0).kind() == Kind.BINARY) {
            return ViewValue.integer("octet_length(" + arguments.get(0).sql() + ")");
        }
        caveats.add(ViewCaveat.BYTES);
        return ViewValue.integer("octet_length(" + text(arguments, 0) + ")");
    }

    /** A negative length means nothing to MariaDB, all but so many to PostgreSQL. */
    private ViewValue cut(String function, List<ViewValue> arguments) {
        Integer constant = arguments.get(1).constant();
        String length = conversion.integerArgument(arguments.get(1));
        return ViewValue.text(function + "(" + text(arguments, 0) + ", "
                + (constant != null && constant >= 0 ? length : "greatest(" + length + ", 0)") + ")");
    }

    private ViewValue substr(List<ViewValue> arguments) {
        String text = text(arguments, 0);
        int position = ViewFunction.constant(arguments.get(1), "position of SUBSTR");
        int length =
                arguments.size() < 3 ? -1 : Math.max(0, ViewFunction.constant(arguments.get(2), "length of SUBSTR"));
        if (position > 0) {
            return ViewValue.text("substr(" + text + ", " + position + (length < 0 ? "" : ", " + length) + ")");
        }
        if (position == 0) {
            throw new UntranslatableViewException("It takes SUBSTR from position 0.");
        }
        String tail = "right(" + text + ", " + -position + ")";
        return ViewValue.text("case when char_length(" + text + ") < " + -position + " then left(" + text + ", 0) else "
                + (length < 0 ? tail : "left(" + tail + ", " + length + ")") + " end");
    }

    /** MariaDB takes away a string, PostgreSQL any of its characters: the same for one character. */
    ViewValue trim(String side, List<ViewValue> arguments) {
        if (arguments.size() != 2) {
            throw new UntranslatableViewException("It trims something else than one character.");
        }
        ViewValue characters = arguments.get(0);
        boolean one = characters.literal() != null
                && characters.literal().codePointCount(0, characters.literal().length()) == 1;
        if (!characters.isTextLiteral() || !one) {
            throw new UntranslatableViewException("It trims something else than one character.");
        }
        return ViewValue.text("trim(" + side + " " + characters.sql() + " from " + text(arguments, 1) + ")");
    }

    ViewValue trim(List<ViewValue> arguments) {
        return call("btrim", arguments);
    }

    private ViewValue pad(String function, List<ViewValue> arguments) {
        int length = ViewFunction.constant(arguments.get(1), "length of " + function.toUpperCase(Locale.ROOT));
        ViewValue padding = arguments.size() < 3 ? null : arguments.get(2);
        if (length < 0 || padding != null && (!padding.isTextLiteral() || "".equals(padding.literal()))) {
            throw new UntranslatableViewException("It pads text with something else than a constant.");
        }
        return ViewValue.text(function + "(" + text(arguments, 0) + ", " + length
                + (padding == null ? "" : ", " + padding.sql()) + ")");
    }

    private ViewValue locate(List<ViewValue> arguments) {
        caveats.add(ViewCaveat.LOCATE);
        return ViewValue.integer("position(" + text(arguments, 0) + " in " + text(arguments, 1) + ")");
    }

    private ViewValue findInSet(List<ViewValue> arguments) {
        caveats.add(ViewCaveat.LOCATE);
        String sought = "cast(" + text(arguments, 0) + " as text)";
        String list = text(arguments, 1);
        return ViewValue.integer("case when " + sought + " is not null and " + list
                + " is not null then coalesce(array_position(string_to_array(" + list + ", ','), " + sought
                + "), 0) end");
    }

    private ViewValue field(List<ViewValue> arguments) {
        boolean numbers = arguments.stream().allMatch(value -> value.kind().numeric());
        if (!numbers && !arguments.stream().allMatch(value -> value.kind().textual())) {
            throw new UntranslatableViewException("It calls FIELD with values of several types.");
        }
        StringBuilder sql = new StringBuilder("case");
        for (int i = 1; i < arguments.size(); i++) {
            sql.append(" when ")
                    .append(comparison.compare(arguments.get(0), "=", arguments.get(i)))
                    .append(" then ")
                    .append(i);
        }
        return ViewValue.integer(sql.append(" else 0 end").toString());
    }

    private ViewValue elt(List<ViewValue> arguments) {
        StringBuilder sql = new StringBuilder("case ").append(conversion.integerArgument(arguments.get(0)));
        for (int i = 1; i < arguments.size(); i++) {
            sql.append(" when ").append(i).append(" then ").append(text(arguments, i));
        }
        return ViewValue.text(sql.append(" end").toString());
    }

    private ViewValue substringIndex(List<ViewValue> arguments) {
        ViewValue delimiter = arguments.get(1);
        int count = ViewFunction.constant(arguments.get(2), "count of SUBSTRING_INDEX");
        String characters = delimiter.isTextLiteral() && delimiter.literal() != null ? delimiter.literal() : "";
        // "aa" in "aaa" is found elsewhere from the right than from the left.
        if (characters.isEmpty() || count == 0 || characters.indexOf(characters.charAt(0), 1) > 0) {
            throw new UntranslatableViewException(
                    "It calls SUBSTRING_INDEX with something else than a simple constant delimiter.");
        }
        String text = text(arguments, 0);
        if (count == 1) {
            return ViewValue.text("split_part(" + text + ", " + delimiter.sql() + ", 1)");
        }
        String parts = "string_to_array(" + text + ", " + delimiter.sql() + ")";
        String slice =
                count > 0 ? "[1:" + count + "]" : "[greatest(cardinality(" + parts + ") - " + (-count - 1) + ", 1):]";
        return ViewValue.text("array_to_string((" + parts + ")" + slice + ", " + delimiter.sql() + ")");
    }

    private ViewValue md5(List<ViewValue> arguments) {
        caveats.add(ViewCaveat.BYTES);
        return call("md5", arguments);
    }

    private ViewValue sha2(List<ViewValue> arguments) {
        int bits = ViewFunction.constant(arguments.get(1), "length of SHA2");
        if (!Set.of(0, 224, 256, 384, 512).contains(bits)) {
            throw new UntranslatableViewException("It calls SHA2 with " + bits + " bits.");
        }
        caveats.add(ViewCaveat.BYTES);
        return ViewValue.text(
                "encode(sha" + (bits == 0 ? 256 : bits) + "(convert_to(" + text(arguments, 0) + ", 'UTF8')), 'hex')");
    }

    private ViewValue hex(List<ViewValue> arguments) {
        ViewValue value = arguments.get(0);
        if (value.kind() == Kind.INTEGER) {
            return ViewValue.text("upper(to_hex(cast(" + value.sql() + " as bigint)))");
        }
        if (value.kind() == Kind.BINARY) {
            return ViewValue.text("upper(encode(" + value.sql() + ", 'hex'))");
        }
        if (!value.kind().textual()) {
            throw new UntranslatableViewException(
                    "It calls HEX with " + value.kind().display() + ".");
        }
        caveats.add(ViewCaveat.BYTES);
        return ViewValue.text("upper(encode(convert_to(" + conversion.text(value) + ", 'UTF8'), 'hex'))");
    }

    /** The comparison, with the escape character that both use unless told otherwise. */
    ViewValue like(ViewValue operand, ViewValue pattern, String escape, boolean negated) {
        caveats.add(ViewCaveat.LIKE);
        if (pattern.isTextLiteral() && pattern.literal() != null && escapesNothing(pattern.literal(), escape)) {
            throw new UntranslatableViewException("A LIKE pattern ends with its escape character.");
        }
        String suffix = escape.equals("\\") ? "" : " escape " + Identifiers.postgresLiteral(escape);
        return ViewValue.condition("(" + conversion.text(operand) + (negated ? " not like " : " like ")
                + conversion.text(pattern) + suffix + ")");
    }

    private static boolean escapesNothing(String pattern, String escape) {
        int trailing = 0;
        while (!escape.isEmpty()
                && pattern.substring(0, pattern.length() - trailing).endsWith(escape)) {
            trailing++;
        }
        return trailing % 2 == 1;
    }
}
