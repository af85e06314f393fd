package dev.landfall.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.Arrays;
import java.util.List;

/**
 * Records of one type as JSON text and back. The text is kept on the target: later commands go by what was decided when
 * the migration began, not by what they would decide today. Thread-safe.
 */
public final class RecordJson<T> {
    private final Class<T> type;
    private final ObjectMapper mapper;

    /** @param sealedTypes whose variants occur inside; each is written with the variant's name as {@code kind} */
    public RecordJson(Class<T> type, List<Class<?>> sealedTypes) {
        this.type = type;
        // A row that was set aside may hold a value of any length.
        StreamReadConstraints anyLength = StreamReadConstraints.builder()
                .maxStringLength(Integer.MAX_VALUE)
                .build();
        JsonMapper.Builder builder = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(anyLength).build())
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS);
        sealedTypes.forEach(parent -> builder.addMixIn(parent, ByKind.class));
        this.mapper = builder.build();
        sealedTypes.forEach(parent -> Arrays.stream(parent.getPermittedSubclasses())
                .map(variant -> new NamedType(variant, variant.getSimpleName()))
                .forEach(mapper::registerSubtypes));
    }

    public String write(T value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + type.getSimpleName() + " that cannot be written", e);
        }
    }

    /** @throws IllegalArgumentException when the text is not a value of this type as this version knows it */
    public T read(String json) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + " of this version", e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface ByKind {}
}
