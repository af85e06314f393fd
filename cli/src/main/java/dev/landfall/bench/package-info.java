/**
 * Measures a snapshot against the least that its servers need for it, and against pgloader, on servers and data of its own.
 * Takes {@link dev.landfall.bench.BenchOptions}, gives a {@link dev.landfall.bench.BenchReport}; judges nothing.
 */
@NullMarked
package dev.landfall.bench;

import org.jspecify.annotations.NullMarked;
