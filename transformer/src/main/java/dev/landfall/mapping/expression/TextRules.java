package dev.landfall.mapping.expression;

import dev.landfall.sql.Identifiers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Functions of text that look at characters only. Not among them are upper() and lower() of other than ASCII text: MariaDB's
 * tables are part of the collation (lower('ẞ') is 'ß' in utf8mb4_uca1400_ai_ci but 'ẞ' in utf8mb4_general_ci), PostgreSQL's
 * are those of the target database's locale.
 */
final class TextRules {
    /** So that padding and repeating cannot exceed what PostgreSQL or max_allowed_packet allow where the input does not. */
    private static final int MAX_LENGTH = 65_535;

    private static final int MAX_REPETITIONS = 1_000;

    static final Map<String, Rule> RULES = Map.ofEntries(
            Map.entry("concat", Rule.of(1, Integer.MAX_VALUE, TextRules::concat)),
            Map.entry("concat_ws", Rule.of(2, Integer.MAX_VALUE, TextRules::concatWithSeparator)),
            Map.entry("char_length", Rule.of(text -> length("char_length", text.asText()))),
            Map.entry("character_length", Rule.of(text -> length("char_length", text.asText()))),
            Map.entry("octet_length", Rule.of(TextRules::bytes)),
            Map.entry("length", Rule.of(TextRules::bytes)),
            Map.entry("left", Rule.of((text, length) -> cut("left", text, length))),
            Map.entry("right", Rule.of((text, length) -> cut("right", text, length))),
            Map.entry("substr", Rule.of(2, 3, TextRules::part)),
            Map.entry("substring", Rule.of(2, 3, TextRules::part)),
            Map.entry("trim both", Rule.of((text, what) -> trimmed("btrim", text, what))),
            Map.entry("trim leading", Rule.of((text, what) -> trimmed("ltrim", text, what))),
            Map.entry("trim trailing", Rule.of((text, what) -> trimmed("rtrim", text, what))),
            Map.entry("ltrim", Rule.of(text -> trimmed("ltrim", text, Value.textLiteral(" ")))),
            Map.entry("rtrim", Rule.of(text -> trimmed("rtrim", text, Value.textLiteral(" ")))),
            Map.entry("upper", Rule.of(text -> inCase("upper", text))),
            Map.entry("ucase", Rule.of(text -> inCase("upper", text))),
            Map.entry("lower", Rule.of(text -> inCase("lower", text))),
            Map.entry("lcase", Rule.of(text -> inCase("lower", text))),
            Map.entry("replace", Rule.of(3, 3, TextRules::replaced)),
            Map.entry("lpad", Rule.of(2, 3, arguments -> padded("lpad", arguments))),
            Map.entry("rpad", Rule.of(2, 3, arguments -> padded("rpad", arguments))),
            Map.entry("repeat", Rule.of(TextRules::repeated)),
            Map.entry("reverse", Rule.of(text -> on("reverse(%s)", text.asText()))),
            Map.entry("locate", Rule.of((part, text) -> position(text, part))),
            Map.entry("instr", Rule.of(TextRules::position)));

    private TextRules() {}

    private static Value on(String pattern, Value text) {
        return text.withSql(String.format(pattern, text.sql()));
    }

    private static TextForm form(List<Value> texts) {
        return texts.stream().map(Value::text).reduce(TextForm::and).orElseThrow();
    }

    /** {@code ||} is NULL if one of its operands is, as concat() is on MariaDB. */
    private static Value concat(List<Value> arguments) {
        List<Value> texts = arguments.stream().map(Value::asText).toList();
        String sql = texts.stream().map(Value::sql).collect(Collectors.joining(" || ", "(", ")"));
        return Value.text(sql, form(texts));
    }

    /** PostgreSQL's concat_ws() would do, but is not immutable: the separator comes before each, the first one goes. */
    private static Value concatWithSeparator(List<Value> arguments) {
        List<Value> texts = arguments.stream().map(Value::asText).toList();
        String separator = texts.get(0).sql();
        String sql = texts.stream()
                .skip(1)
                .map(text -> "coalesce(" + separator + " || " + text.sql() + ", '')")
                .collect(Collectors.joining(" || ", "substr(", ", char_length(" + separator + ") + 1)"));
        return Value.text(sql, form(texts));
    }

    private static Value length(String function, Value text) {
        return Value.number(function + "(" + text.sql() + ")", new Digits(10, 0, 0, true, false));
    }

    private static Value bytes(Value operand) {
        if (operand.kind() == ValueKind.BYTES) {
            return length("octet_length", operand);
        }
        return length("octet_length", HashRules.utf8(operand));
    }

    private static Value cut(String function, Value operand, Value length) {
        return on(function + "(%s, " + Constants.integer(length, 0, Integer.MAX_VALUE) + ")", operand.asText());
    }

    private static Value part(List<Value> arguments) {
        int start = Constants.integer(arguments.get(1), 1, Integer.MAX_VALUE);
        String length = arguments.size() == 2 ? "" : ", " + Constants.integer(arguments.get(2), 0, Integer.MAX_VALUE);
        return on("substr(%s, " + start + length + ")", arguments.get(0).asText());
    }

    /** MariaDB takes a longer text as a whole, PostgreSQL as a set of characters. */
    private static Value trimmed(String function, Value operand, Value what) {
        String literal = Constants.text(what);
        Value text = operand.asText();
        if (literal.codePointCount(0, literal.length()) != 1) {
            throw new Refusal("trims something other than one character");
        }
        return text.withSql(function + "(" + text.sql() + ", " + what.sql() + ")");
    }

    private static Value inCase(String function, Value operand) {
        Value text = operand.asText();
        if (text.text().charset() != TextForm.Charset.ASCII) {
            throw new Refusal("calls " + function
                    + "() on text beyond ASCII: MariaDB goes by the collation, PostgreSQL by its own locale");
        }
        return on(function + "(%s collate \"C\")", text);
    }

    /** Compares bytes on MariaDB, whatever the collation. */
    private static Value replaced(List<Value> arguments) {
        List<Value> texts = arguments.stream().map(Value::asText).toList();
        String sql = texts.stream().map(Value::sql).collect(Collectors.joining(", ", "replace(", ")"));
        return Value.text(sql, form(texts));
    }

    private static Value padded(String function, List<Value> arguments) {
        Value text = arguments.get(0).asText();
        int length = Constants.integer(arguments.get(1), 0, MAX_LENGTH);
        String padding = arguments.size() == 2 ? " " : Constants.text(arguments.get(2));
        if (padding.isEmpty()) {
            throw new Refusal("pads with nothing");
        }
        String sql = function + "(" + text.sql() + ", " + length + ", " + Identifiers.postgresLiteral(padding) + ")";
        return Value.text(sql, text.text().and(TextForm.ofLiteral(padding)));
    }

    private static Value repeated(Value operand, Value times) {
        return on("repeat(%s, " + Constants.integer(times, 0, MAX_REPETITIONS) + ")", operand.asText());
    }

    private static Value position(Value operand, Value part) {
        Value text = operand.asText();
        Value sought = part.asText();
        if (!form(List.of(text, sought)).comparesCharacters()) {
            throw new Refusal("seeks text under a case-insensitive collation");
        }
        return Value.number("strpos(" + text.sql() + ", " + sought.sql() + ")", new Digits(10, 0, 0, true, false));
    }
}
