package dev.landfall.cutover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.run.MigrationRecord;
import dev.landfall.run.Phase;

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

    /** As they were kept before the cutover. @throws MigrationException {@code ROLLBACK-003} when they are not there any more */
    static FenceSettings of(MigrationRecord record) {
        String settings = record.fence();
        if (settings == null) {
            throw new MigrationException(
                    FailureCode.ROLLBACK_UNCLEAR,
                    "Migration " + record.name() + " is in phase "
                            + record.phase().text() + " but does not know how the source was before its cutover.",
                    "Somebody has changed landfall.migration.fence. Write to "
                            + (record.phase() == Phase.REOPENING ? "neither side" : "PostgreSQL only")
                            + ", put back there what it was, {\"readOnly\":false,\"eventScheduler\":false} for example, and run"
                            + " migrate rollback again.");
        }
        return ofJson(settings);
    }

    static FenceSettings ofJson(String json) {
        try {
            return MAPPER.readValue(json, FenceSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fence settings of another version: " + json, e);
        }
    }
}
