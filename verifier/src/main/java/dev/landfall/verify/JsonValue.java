package dev.landfall.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * A JSON document as a text that is the same for the same document, however its keys are ordered and its numbers and
 * characters are written; of a repeated key the last value counts, as in {@code jsonb}. Stateless.
 */
final class JsonValue {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonValue() {}

    /** What is no JSON, blanks among it, comes out as itself behind a mark, so that it equals nothing else. */
    static String canonical(String text) {
        try {
            JsonNode value = MAPPER.readTree(text);
            if (value.isMissingNode()) {
                return "!" + text;
            }
            StringBuilder out = new StringBuilder(text.length());
            write(value, out);
            return out.toString();
        } catch (JsonProcessingException e) {
            return "!" + text;
        }
    }

    private static void write(JsonNode node, StringBuilder out) {
        switch (node.getNodeType()) {
            case OBJECT -> object(node, out);
            case ARRAY -> {
                out.append('[');
                node.forEach(element -> {
                    write(element, out);
                    out.append(',');
                });
                out.append(']');
            }
            case STRING -> string(node.textValue(), out);
            case NUMBER -> number(node.decimalValue(), out);
            default -> out.append(node.asText());
        }
    }

    private static void object(JsonNode node, StringBuilder out) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        out.append('{');
        sorted.forEach((key, value) -> {
            string(key, out);
            out.append(':');
            write(value, out);
            out.append(',');
        });
        out.append('}');
    }

    /** Its length in front, so that no text runs into its neighbour. */
    private static void string(String text, StringBuilder out) {
        out.append('"').append(text.length()).append(':').append(text);
    }

    private static void number(BigDecimal value, StringBuilder out) {
        BigDecimal stripped = value.stripTrailingZeros();
        out.append(stripped.unscaledValue()).append('e').append(stripped.signum() == 0 ? 0 : -stripped.scale());
    }
}
