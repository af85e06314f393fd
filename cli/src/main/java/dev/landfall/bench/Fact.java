package dev.landfall.bench;

/** Something to know of a measurement, as {@code name: value}. */
public record Fact(String name, String value) {}
