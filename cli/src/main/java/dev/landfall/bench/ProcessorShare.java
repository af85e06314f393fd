package dev.landfall.bench;

/** @param processors how many a program kept busy on average: 0.5 is half of one */
public record ProcessorShare(String program, double processors) {}
