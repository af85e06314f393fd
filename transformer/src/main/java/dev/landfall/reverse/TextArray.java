package dev.landfall.reverse;

import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's text of a one-dimensional {@code text[]}. */
final class TextArray {
    private TextArray() {}

    /** @throws UnholdableValueException for NULL among the elements and for more than one dimension */
    static List<String> elements(String text) {
        if (!text.startsWith("{") || text.startsWith("{{")) {
            throw new UnholdableValueException(text + " is not a plain list");
        }
        List<String> elements = new ArrayList<>();
        int at = 1;
        while (text.charAt(at) != '}') {
            StringBuilder element = new StringBuilder();
            boolean quoted = text.charAt(at) == '"';
            at = quoted ? quoted(text, at + 1, element) : plain(text, at, element);
            if (!quoted && element.toString().equals("NULL")) {
                throw new UnholdableValueException(text + " has a NULL among its elements");
            }
            elements.add(element.toString());
            if (text.charAt(at) == ',') {
                at++;
            }
        }
        return elements;
    }

    private static int plain(String text, int from, StringBuilder element) {
        int at = from;
        while (text.charAt(at) != ',' && text.charAt(at) != '}') {
            element.append(text.charAt(at++));
        }
        return at;
    }

    private static int quoted(String text, int from, StringBuilder element) {
        int at = from;
        while (text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            element.append(text.charAt(at++));
        }
        return at + 1;
    }
}
