package dev.landfall.apply;

/** How much may be sent before somebody is asked again; whichever is reached first. Each at least 1. */
public record Portion(long rows, long bytes) {
    /** As much as is practical. */
    public static final Portion ALL = new Portion(Long.MAX_VALUE, Long.MAX_VALUE);
}
