package dev.landfall.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one text of a JSON document: RFC 8785 (JCS), for documents whose numbers are whole. Also the same with line breaks, for
 * people; of that, too, every document has one only.
 */
final class CanonicalJson {
    private final boolean forPeople;
    private final StringBuilder text = new StringBuilder();

    private CanonicalJson(boolean forPeople) {
        this.forPeople = forPeople;
    }

    /** @throws NotValidException for a number with a fraction */
    static String of(JsonNode document) throws NotValidException {
        return write(document, false);
    }

    static String forPeople(JsonNode document) throws NotValidException {
        return write(document, true) + "\n";
    }

    private static String write(JsonNode document, boolean forPeople) throws NotValidException {
        CanonicalJson json = new CanonicalJson(forPeople);
        json.value(document, 0);
        return json.text.toString();
    }

    private void value(JsonNode node, int depth) throws NotValidException {
        if (node.isObject()) {
            object(node, depth);
        } else if (node.isArray()) {
            array(node, depth);
        } else if (node.isTextual()) {
            string(node.textValue());
        } else if (node.isIntegralNumber()) {
            text.append(node.bigIntegerValue());
        } else if (node.isBoolean() || node.isNull()) {
            text.append(node.asText());
        } else {
            throw new NotValidException("it has a number with a fraction, which no certificate has");
        }
    }

    private void object(JsonNode node, int depth) throws NotValidException {
        Map<String, JsonNode> members = new TreeMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        text.append('{');
        String between = "";
        for (Map.Entry<String, JsonNode> member : members.entrySet()) {
            text.append(between);
            line(depth + 1);
            string(member.getKey());
            text.append(forPeople ? ": " : ":");
            value(member.getValue(), depth + 1);
            between = ",";
        }
        end(members.isEmpty(), depth, '}');
    }

    private void array(JsonNode node, int depth) throws NotValidException {
        List<JsonNode> elements = new ArrayList<>();
        node.forEach(elements::add);
        text.append('[');
        String between = "";
        for (JsonNode element : elements) {
            text.append(between);
            line(depth + 1);
            value(element, depth + 1);
            between = ",";
        }
        end(elements.isEmpty(), depth, ']');
    }

    private void end(boolean empty, int depth, char bracket) {
        if (!empty) {
            line(depth);
        }
        text.append(bracket);
    }

    private void line(int depth) {
        if (forPeople) {
            text.append('\n').append(String.join("", Collections.nCopies(depth, "  ")));
        }
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (character < ' ') {
                        text.append(String.format("\\u%04x", (int) character));
                    } else {
                        text.append(character);
                    }
                }
            }
        }
        text.append('"');
    }
}
