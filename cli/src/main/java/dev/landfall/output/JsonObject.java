package dev.landfall.output;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object under construction; members keep their order. Its names are public (docs/json.md) and therefore written
 * out here, never taken from the name of a Java field.
 */
public final class JsonObject {
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

    static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonValue
    Map<String, @Nullable Object> members() {
        return members;
    }
}
