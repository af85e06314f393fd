package dev.landfall.bench;

import java.time.Duration;

/** A part of what a candidate does, and its wall-clock time. */
public record Part(String name, Duration took) {}
