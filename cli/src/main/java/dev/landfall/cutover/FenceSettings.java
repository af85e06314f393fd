package dev.landfall.cutover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What the source had before the fence, to be put back when a cutover does not reach hand-over. */
record FenceSettings(boolean readOnly, boolean eventScheduler) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    String toJson() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fence settings that cannot be written", e);
        }
    }

    static FenceSettings ofJson(String json) {
        try {
            return MAPPER.readValue(json, FenceSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fence settings of another version: " + json, e);
        }
    }
}
