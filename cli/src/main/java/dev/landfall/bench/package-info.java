/**
 * Measures on servers and data of its own: a snapshot against the least that its servers need for it and against pgloader, a
 * stream against MariaDB's own replica and against Debezium's JDBC sink. Takes {@link dev.landfall.bench.BenchOptions} or
 * {@link dev.landfall.bench.StreamBenchOptions}, gives a {@link dev.landfall.bench.BenchReport} or a
 * {@link dev.landfall.bench.StreamBenchReport}; judges nothing.
 */
@NullMarked
package dev.landfall.bench;

import org.jspecify.annotations.NullMarked;
