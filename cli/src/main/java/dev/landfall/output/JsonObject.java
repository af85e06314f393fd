package dev.landfall.output;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object under construction; members keep their order. Its names are public (docs/json.md) and therefore written
 * out here, never taken from the name of a Java field.
 */
public final class JsonObject {
    /** Members that may name a command to run. */
    private static final Set<String> SENTENCES = Set.of("advice", "held", "longer", "reasons", "remains", "seen");

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    public static JsonObject of(String name, @Nullable Object value) {
        return new JsonObject().with(name, value);
    }

    /** @param value a text, number, boolean, {@link JsonObject}, list of these, or null */
    public JsonObject with(String name, @Nullable Object value) {
        members.put(name, value);
        return this;
    }

    /** An enum's value: {@code HANDED_OVER} is {@code "handed-over"}. */
    public JsonObject with(String name, Enum<?> value) {
        return with(name, text(value));
    }

    JsonObject withAll(JsonObject other) {
        members.putAll(other.members);
        return this;
    }

    /** The same with other words in what is meant for people; what programs read, and values of rows, stay. */
    JsonObject sentences(UnaryOperator<String> words) {
        JsonObject said = new JsonObject();
        members.forEach((name, value) -> said.with(name, said(SENTENCES.contains(name), value, words)));
        return said;
    }

    private static @Nullable Object said(boolean sentence, @Nullable Object value, UnaryOperator<String> words) {
        if (value instanceof JsonObject object) {
            return object.sentences(words);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> all = new ArrayList<>();
            list.forEach(element -> all.add(said(sentence, element, words)));
            return all;
        }
        return sentence && value instanceof String text ? words.apply(text) : value;
    }

    static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonValue
    Map<String, @Nullable Object> members() {
        return members;
    }
}
