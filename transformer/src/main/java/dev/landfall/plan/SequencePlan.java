package dev.landfall.plan;

import dev.landfall.catalog.SourceSequence;

/** A SEQUENCE object's counterpart. */
public record SequencePlan(SourceSequence source, String name) {}
