package dev.landfall.catalog;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.Arrays;

/**
 * A catalog as JSON text and back. The text is kept on the target: the stream decodes rows by the schema of its start
 * position, not by today's.
 */
public final class CatalogJson {
    private static final ObjectMapper MAPPER = mapper();

    private CatalogJson() {}

    public static String write(SourceCatalog catalog) {
        try {
            return MAPPER.writeValueAsString(catalog);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a catalog that cannot be written", e);
        }
    }

    /** @throws IllegalArgumentException when the text is not a catalog of this version */
    public static SourceCatalog read(String json) {
        try {
            return MAPPER.readValue(json, SourceCatalog.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a catalog of this version", e);
        }
    }

    private static ObjectMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .addMixIn(MariaDbType.class, ByKind.class)
                .addMixIn(ColumnDefault.class, ByKind.class)
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .build();
        registerVariants(mapper, MariaDbType.class);
        registerVariants(mapper, ColumnDefault.class);
        return mapper;
    }

    private static void registerVariants(ObjectMapper mapper, Class<?> sealedType) {
        Arrays.stream(sealedType.getPermittedSubclasses())
                .map(variant -> new NamedType(variant, variant.getSimpleName()))
                .forEach(mapper::registerSubtypes);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface ByKind {}
}
