package dev.landfall.output;

/**
 * A fact of a runbook that is not as it was in the one before.
 *
 * @param at when that was seen, ISO-8601
 * @param before empty for a fact that was not there
 * @param now empty for a fact that is gone
 */
record RunbookChange(String at, String fact, String before, String now) {
    JsonObject json() {
        return JsonObject.of("at", at).with("fact", fact).with("before", before).with("now", now);
    }
}
