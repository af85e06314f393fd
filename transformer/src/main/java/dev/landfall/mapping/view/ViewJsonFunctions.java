package dev.landfall.mapping.view;

import dev.landfall.mapping.view.ValueType.Kind;
import dev.landfall.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions of JSON documents, for constant paths of members and elements. */
final class ViewJsonFunctions {
    private static final Pattern STEP =
            Pattern.compile("\\.([A-Za-z_][A-Za-z0-9_]*)|\\.\"([^\"\\\\{},]+)\"|\\[(\\d+)]");

    private final Set<ViewCaveat> caveats;

    ViewJsonFunctions(Set<ViewCaveat> caveats) {
        this.caveats = caveats;
    }

    Map<String, ViewFunction> functions() {
        return Map.of(
                "json_extract", ViewFunction.of(2, this::extract),
                "json_unquote", ViewFunction.of(1, this::unquote),
                "json_value", ViewFunction.of(2, this::value));
    }

    private ViewValue extract(List<ViewValue> arguments) {
        caveats.add(ViewCaveat.JSON_SPACING);
        return ViewValue.of("(" + document(arguments) + " #> " + path(arguments) + ")", ValueType.JSON_PART);
    }

    /** MariaDB gives the word null for a null in the document. */
    private ViewValue unquote(List<ViewValue> arguments) {
        ViewValue part = arguments.get(0);
        if (part.kind() != Kind.JSON_PART) {
            throw new UntranslatableViewException(
                    "It calls JSON_UNQUOTE with " + part.kind().display() + ".");
        }
        return ViewValue.text(
                "case json_typeof(" + part.sql() + ") when 'null' then 'null' else (" + part.sql() + " #>> '{}') end");
    }

    /** Scalars alone, truth values as numbers, null as NULL. */
    private ViewValue value(List<ViewValue> arguments) {
        String part = "(" + document(arguments) + " #> " + path(arguments) + ")";
        String text = "(" + document(arguments) + " #>> " + path(arguments) + ")";
        return ViewValue.text("case json_typeof(" + part + ") when 'object' then NULL when 'array' then NULL"
                + " when 'boolean' then case " + text + " when 'true' then '1' else '0' end else " + text + " end");
    }

    private static String document(List<ViewValue> arguments) {
        ViewValue document = arguments.get(0);
        if (document.kind() != Kind.JSON) {
            throw new UntranslatableViewException(
                    "It reads " + document.kind().display() + " as JSON: " + ViewConversion.shown(document) + ".");
        }
        return "cast(" + document.sql() + " as json)";
    }

    private static String path(List<ViewValue> arguments) {
        String path = arguments.get(1).literal();
        if (path == null || !path.startsWith("$")) {
            throw new UntranslatableViewException("It calls a JSON function with a path that is not a constant.");
        }
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int at = 1;
        while (at < path.length()) {
            if (!step.find(at) || step.start() != at) {
                throw new UntranslatableViewException("It calls a JSON function with the path " + path + ".");
            }
            steps.add(
                    step.group(1) != null
                            ? step.group(1)
                            : step.group(2) != null ? quoted(step.group(2)) : step.group(3));
            at = step.end();
        }
        return Identifiers.postgresLiteral("{" + String.join(",", steps) + "}");
    }

    private static String quoted(String member) {
        return '"' + member + '"';
    }
}
