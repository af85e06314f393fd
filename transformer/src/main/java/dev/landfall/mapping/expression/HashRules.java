package dev.landfall.mapping.expression;

import java.util.Map;

/** Functions of a text's bytes: exact where both servers hold it in UTF-8. */
final class HashRules {
    static final Map<String, Rule> RULES = Map.of(
            "md5", Rule.of(operand -> ascii("md5(" + utf8(operand).sql() + ")")),
            "sha2", Rule.of(HashRules::sha2),
            "hex", Rule.of(HashRules::hex));

    private HashRules() {}

    static Value utf8(Value operand) {
        Value text = operand.asText();
        if (!text.text().isUtf8()) {
            throw new Refusal("looks at the bytes of text in a character set other than UTF-8");
        }
        return text;
    }

    private static Value ascii(String sql) {
        return Value.text(sql, new TextForm(TextForm.Collation.LOOSE, TextForm.Charset.ASCII));
    }

    private static Value sha2(Value operand, Value bits) {
        int length = Constants.integer(bits, 0, 512);
        return switch (length) {
            case 224, 256, 384, 512 -> ascii("encode(sha" + length + "(" + bytes(operand) + "), 'hex')");
            case 0 -> ascii("encode(sha256(" + bytes(operand) + "), 'hex')");
            default -> throw new Refusal("calls sha2() with " + length + " bits");
        };
    }

    private static Value hex(Value operand) {
        if (operand.isNumber()) {
            throw new Refusal("calls hex() on a number");
        }
        String bytes = operand.kind() == ValueKind.BYTES ? operand.sql() : bytes(operand);
        return ascii("translate(encode(" + bytes + ", 'hex'), 'abcdef', 'ABCDEF')");
    }

    /** convert_to() is not immutable; bytea's own notation of text is, once its escape character is doubled. */
    private static String bytes(Value operand) {
        return "cast(replace(" + utf8(operand).sql() + ", '\\', '\\\\') as bytea)";
    }
}
